using System.Text;
using CsvHelper;

namespace GenreNet.Core.Datasets;

/// <summary>Represents a record of a CSV file.</summary>
/// <param name="Line">Line of the file on which the record begins, from 1.</param>
/// <param name="Fields">The fields, without quotes.</param>
internal sealed record TableRow(long Line, string[] Fields);

/// <summary>
/// Reads a CSV file with a header strictly, record by record (RFC 4180, UTF-8 with or without a byte order mark, fields separated by
/// commas, semicolons or tabs, lines that end in LF or CR LF). All tables of datasets and runs are read by this class.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    // The longest record of a published table has about 20 KB. An unclosed quotation mark turns the rest of the file into one record.
    private const int LongestRecord = 1 << 22;

    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = LongestRecord,
    };

    private readonly FileStream _stream;
    private readonly CsvReader _reader;
    private readonly List<TableRow> _headers = [];
    private Dictionary<string, int> _columns = [];

    private CsvTable(CsvFile file)
    {
        File = file;
        _stream = file.OpenText();
        try
        {
            Separator = file.Separator ?? file.Guarded(() => SeparatorOf(_stream));
            _reader = CsvReader.Create(_stream, Options with { Separator = Separator }, leaveOpen: true);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Gets the file, which creates the exceptions for its lines.</summary>
    public CsvFile File { get; }

    /// <summary>Gets the field separator: a comma, a semicolon or a tab.</summary>
    public char Separator { get; }

    /// <summary>Gets the lines of the header.</summary>
    public IReadOnlyList<TableRow> Headers => _headers;

    /// <summary>Gets the last line of the header.</summary>
    public TableRow Header => _headers[^1];

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="headerLines">Number of lines of the header.</param>
    /// <exception cref="DatasetException">
    /// The file cannot be read, is too large, is not UTF-8 text, is incorrectly quoted, or lacks a line of the header.
    /// </exception>
    public static CsvTable Open(CsvFile file, int headerLines = 1)
    {
        var table = new CsvTable(file);
        try
        {
            while (table._headers.Count < headerLines)
            {
                table._headers.Add(table.Next() ?? throw file.Invalid(
                    table._headers.Count + 1, table._headers.Count == 0 ? "is empty" : "is missing"));
            }

            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Finds columns by name, which makes them available to <see cref="Field"/>. Names are trimmed.</summary>
    /// <param name="known">Names of the columns that the caller uses.</param>
    /// <param name="comparer">Compares the names.</param>
    /// <returns>Names of the other columns, for a warning.</returns>
    /// <exception cref="DatasetException">Two columns have the same name.</exception>
    public IReadOnlyList<string> FindColumns(IReadOnlyCollection<string> known, StringComparer comparer)
    {
        var names = known.ToHashSet(comparer);
        _columns = new Dictionary<string, int>(comparer);
        List<string> unused = [];
        for (int i = 0; i < Header.Fields.Length; i++)
        {
            string name = Header.Fields[i].Trim();
            if (!names.TryGetValue(name, out string? found))
            {
                unused.Add(name.Length == 0 ? $"the unnamed column {i + 1}" : name);
            }
            else if (!_columns.TryAdd(found, i))
            {
                throw File.Invalid(Header.Line, $"has two columns '{found}'");
            }
        }

        return unused;
    }

    /// <summary>Returns whether <see cref="FindColumns"/> found a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Returns the field of a column as written; empty if the table does not have the column.</summary>
    public string Field(TableRow row, string column) => _columns.TryGetValue(column, out int i) ? row.Fields[i] : string.Empty;

    /// <summary>Reads the records after the header one by one, once; blank lines are skipped.</summary>
    /// <exception cref="DatasetException">
    /// The file cannot be read, is incorrectly quoted, or has a record whose field count differs from that of the header.
    /// </exception>
    public IEnumerable<TableRow> Rows()
    {
        while (Next() is { } row)
        {
            yield return row.Fields.Length == Header.Fields.Length
                ? row
                : throw File.Invalid(row.Line, $"has {Plural.Of(row.Fields.Length, "field")} instead of {Header.Fields.Length}");
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private TableRow? Next() => File.Guarded(() =>
    {
        while (_reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString)];
            bool isDeclaration = File.Separator is null && _headers.Count == 0 && CsvSeparator.IsDeclaration(string.Join(Separator, fields));
            if (!isDeclaration && (fields is not [var only] || !string.IsNullOrWhiteSpace(only)))
            {
                return new TableRow(_reader.LineNumber, fields);
            }
        }

        return null;
    });

    private static char SeparatorOf(FileStream stream)
    {
        byte[] start = new byte[CsvSeparator.HeaderLength];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return CsvSeparator.Of(Encoding.UTF8.GetString(start, 0, count));
    }
}
