using CsvHelper;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads and writes small lists as CSV with a header and one entry per line, so that they can be edited by hand.</summary>
internal static class CsvList
{
    /// <summary>Writes a list. Fields are quoted where necessary, so that each reads back unchanged.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="entries">The entries, with one field per column.</param>
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
    /// <param name="path">Path of the file.</param>
    /// <param name="kind">Kind of list named in error messages.</param>
    /// <param name="header">Names of the columns, which the first line must hold.</param>
    /// <param name="otherHeaders">Alternative headers with the same number of columns.</param>
    /// <returns>The rows with line numbers from 1 and one field per column; the first field is never empty.</returns>
    /// <exception cref="DatasetException">The file cannot be read, or is not such a list.</exception>
    public static IReadOnlyList<TableRow> Read(string path, string kind, string[] header, params IReadOnlyList<string[]> otherHeaders)
    {
        string columns = string.Join(',', header);
        var file = new CsvFile(path, kind, $"the first line must be '{columns}', followed by one track per line; correct the file or move it away");
        using var table = CsvTable.Open(file);
        if (!otherHeaders.Prepend(header).Any(table.Header.Fields.SequenceEqual))
        {
            throw file.Invalid(table.Header.Line, $"is not '{columns}'");
        }

        TableRow[] rows = [.. table.Rows()];
        return Array.Find(rows, row => row.Fields[0].Length == 0) is { } nameless
            ? throw file.Invalid(nameless.Line, $"has an empty {header[0]}")
            : rows;
    }
}
