using CsvHelper;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads a CSV file strictly (RFC 4180, UTF-8 with or without a byte order mark, fields separated by commas, semicolons or tabs, lines that
/// end in LF or CR LF).
/// </summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Kind">Kind of file named in error messages, such as <c>manifest</c>.</param>
/// <param name="Remedy">Advice for a file that is not of this kind, as the end of a sentence without the full stop.</param>
internal sealed record CsvFile(string Path, string Kind, string Remedy)
{
    // The longest record of a published table has about 20 KB. An unclosed quotation mark turns the rest of the file into one record.
    private const int LongestRecord = 1 << 22;

    private const int LongestShown = 100;
    private const int MostShown = 60;

    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = LongestRecord,
    };

    /// <summary>
    /// Gets the size in bytes above which a file is rejected. Default 64 MiB, about a million entries; larger files are something else.
    /// </summary>
    public long LargestLength { get; init; } = 64 << 20;

    /// <summary>Shortens a text from a file for a message; a damaged file can hold megabytes where a name is expected.</summary>
    public static string Shown(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";

    /// <summary>Lists texts from a file for a message.</summary>
    public static string Shown(IReadOnlyList<string> texts) =>
        string.Join(", ", texts.Take(MostShown).Select(Shown)) + (texts.Count > MostShown ? $" and {texts.Count - MostShown} more" : string.Empty);

    /// <summary>Reads the records one by one, including the header; blank lines are skipped.</summary>
    /// <exception cref="DatasetException">The file cannot be read, is too large, is not UTF-8 text, or is incorrectly quoted.</exception>
    public IEnumerable<TableRow> Rows()
    {
        using FileStream stream = OpenChecked();
        char separator = Guarded(() => SeparatorOf(stream));
        using var reader = CsvReader.Create(stream, Options with { Separator = separator }, leaveOpen: true);
        bool isFirst = true;
        while (Guarded(() => reader.Read()))
        {
            TableRow row = Guarded(() => new TableRow(reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
            bool isDeclaration = isFirst && CsvSeparator.IsDeclaration(string.Join(separator, row.Fields));
            isFirst = false;
            if (!isDeclaration && (row.Fields is not [var only] || !string.IsNullOrWhiteSpace(only)))
            {
                yield return row;
            }
        }
    }

    /// <summary>Determines the field separator, a comma, a semicolon or a tab, from the first line.</summary>
    /// <exception cref="DatasetException">The file cannot be read.</exception>
    public char FindSeparator() => Guarded(() =>
    {
        using FileStream stream = InputFile.OpenRead(Path);
        return SeparatorOf(stream);
    });

    /// <summary>Creates the exception for a file that is not of the expected kind.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="problem">The problem, as in "line 3 has two fields".</param>
    public DatasetException Invalid(long line, string problem) => new($"{Path} is not a {Kind} (line {line} {problem}): {Remedy}.");

    /// <summary>Creates the exception for a record whose field count differs from that of the header.</summary>
    public DatasetException OddCount(TableRow row, int count) => Invalid(row.Line, $"has {Plural.Of(row.Fields.Length, "field")} instead of {count}");

    private static char SeparatorOf(FileStream stream)
    {
        byte[] start = new byte[CsvSeparator.HeaderLength];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return CsvSeparator.Of(System.Text.Encoding.UTF8.GetString(start, 0, count));
    }

    private FileStream OpenChecked() => Guarded(() =>
    {
        FileStream stream = InputFile.OpenRead(Path, 1 << 16);
        try
        {
            if (stream.Length > LargestLength)
            {
                throw new DatasetException($"{Path} is not a {Kind} ({Plural.Of(stream.Length, "byte")}, the limit is {LargestLength}): {Remedy}.");
            }

            if (Utf8Check.Run(stream) is var (line, problem))
            {
                throw new DatasetException($"{Path} is not a {Kind} (line {line} {problem}): save it as UTF-8 text, or choose another file.");
            }

            stream.Position = 0;
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException problem)
        {
            throw Invalid(Math.Max(1, problem.LineNumber), "has a misplaced or unclosed quotation mark");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The {Kind} {Path} cannot be read ({problem.Message.TrimEnd('.')}): check the path and the permissions.", problem);
        }
    }
}
