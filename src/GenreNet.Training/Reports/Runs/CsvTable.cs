using System.Globalization;
using CsvHelper;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Reports;

/// <summary>Represents a small CSV table of a run folder, accessed by column name.</summary>
internal sealed class CsvTable
{
    private const long LargestLength = 256 << 20;

    private readonly string _path;

    private CsvTable(string path, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        _path = path;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, with one text per column.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is not a valid table.</exception>
    public static CsvTable Load(string path)
    {
        try
        {
            using FileStream file = InputFile.OpenRead(path);
            if (file.Length > LargestLength)
            {
                throw new GenreNetException($"{path} is too large for a file of a run ({file.Length} bytes): pass a folder written by 'genrenet train'.");
            }

            using var reader = CsvReader.Create(file, CsvReaderOptions.Default with { Separator = ',', HasHeader = false }, leaveOpen: true);
            List<string[]> rows = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }

            rows.RemoveAll(row => row is [""]);
            if (rows.Count == 0 || rows.Exists(row => row.Length != rows[0].Length))
            {
                throw new GenreNetException($"{path} is damaged (it is empty, or its lines have different numbers of fields): train again.");
            }

            return new CsvTable(path, rows[0], rows[1..]);
        }
        catch (Exception problem) when (problem is CsvFormatException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): train again, or move the file away.", problem);
        }
    }

    /// <summary>Returns whether a column exists.</summary>
    public bool Has(string column) => Columns.Contains(column, StringComparer.Ordinal);

    /// <summary>Returns the texts of a column.</summary>
    /// <exception cref="GenreNetException">The column does not exist.</exception>
    public string[] Texts(string column)
    {
        int index = Columns.TakeWhile(c => c != column).Count();
        return index < Columns.Count ? [.. Rows.Select(row => row[index])] : throw new GenreNetException($"{_path} lacks the column '{column}': train again.");
    }

    /// <summary>Returns the numbers of a column; empty fields become NaN.</summary>
    /// <exception cref="GenreNetException">The column does not exist, or a field is not a number.</exception>
    public double[] Numbers(string column) => [.. Texts(column).Select((text, i) =>
        text.Length == 0 ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : throw new GenreNetException($"{_path} is damaged ('{text}' in line {i + 2} is not a number): train again."))];
}
