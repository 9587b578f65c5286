using System.Text;
using CsvHelper;

namespace GenreNet.Core.Datasets;

/// <summary>Detects the field separator of a table: a comma, or the semicolon or tab that spreadsheets write in many countries.</summary>
internal static class CsvSeparator
{
    /// <summary>Number of bytes that is enough to hold the first line of any supported table.</summary>
    public const int HeaderLength = 1 << 16;

    private const string Declaration = "sep=";

    /// <summary>Returns the separator of a text, determined from its first non-blank line.</summary>
    /// <param name="text">The beginning of a table.</param>
    /// <returns>
    /// The comma, semicolon or tab that occurs most often outside quotes; a comma if there is none. A line such as <c>sep=;</c> takes
    /// precedence.
    /// </returns>
    public static char Of(string text)
    {
        string line = Lines(text).FirstOrDefault(line => line.Trim().Length > 0) ?? string.Empty;
        if (IsDeclaration(line))
        {
            return line[Declaration.Length];
        }

        bool isQuoted = false;
        int[] counts = new int[3];
        foreach (char c in line)
        {
            isQuoted ^= c == '"';
            int kind = ",;\t".IndexOf(c);
            counts[Math.Max(kind, 0)] += kind >= 0 && !isQuoted ? 1 : 0;
        }

        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }

    /// <summary>Returns the trimmed fields of the first line, to recognise a table by its columns.</summary>
    /// <param name="start">The first bytes of a file.</param>
    /// <returns>The fields; empty if the line is incorrectly quoted.</returns>
    public static string[] HeaderOf(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF');
        string line = Lines(text).FirstOrDefault(line => line.Trim().Length > 0 && !IsDeclaration(line)) ?? string.Empty;
        try
        {
            using var reader = CsvReader.FromText(line, CsvReaderOptions.Default with { Separator = Of(text), HasHeader = false });
            return reader.Read() ? [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())] : [];
        }
        catch (CsvFormatException)
        {
            return [];
        }
    }

    /// <summary>Returns whether a line is the separator declaration that spreadsheets write above the header.</summary>
    public static bool IsDeclaration(string line) =>
        line.Length == Declaration.Length + 1 && line.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase) && line[^1] is (',' or ';' or '\t');

    private static string[] Lines(string text) => text.TrimStart('\uFEFF').Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
