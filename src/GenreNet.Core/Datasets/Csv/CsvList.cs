using CsvHelper;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Small lists of a header and some columns as CSV, an entry a line, so that people can edit them.</summary>
internal static class CsvList
{
    /// <summary>Writes a list; what is not plain is quoted, so that each field reads back as it is.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="entries">A field a column.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, string[] header, IEnumerable<string[]> entries) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (string[] fields in entries.Prepend(header))
        {
            csv.WriteRecord(fields);
        }
    });

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What messages call it.</param>
    /// <param name="header">Names of the columns, which its first line must hold.</param>
    /// <param name="otherHeaders">Other names, as many, which the first line may hold instead.</param>
    /// <returns>Line numbers from 1 and fields, as many as there are columns; the first is never empty.</returns>
    /// <exception cref="DatasetException">It cannot be read, or is no such list.</exception>
    public static IReadOnlyList<TableRow> Read(string path, string kind, string[] header, params IReadOnlyList<string[]> otherHeaders)
    {
        string columns = string.Join(',', header);
        var file = new CsvFile(path, kind, $"a first line '{columns}' and then a track a line are wanted; mend it or move it away");
        TableRow[] rows = [.. file.Rows()];
        if (rows.Length == 0 || !otherHeaders.Prepend(header).Any(rows[0].Fields.SequenceEqual))
        {
            throw file.Odd(1, $"is not '{columns}'");
        }

        foreach (TableRow row in rows)
        {
            if (row.Fields.Length != header.Length)
            {
                throw file.OddCount(row, header.Length);
            }

            if (row.Fields[0].Length == 0)
            {
                throw file.Odd(row.Line, $"has an empty {header[0]}");
            }
        }

        return rows[1..];
    }
}
