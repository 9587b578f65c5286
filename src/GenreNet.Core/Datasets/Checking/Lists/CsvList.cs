using System.Text;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Checking.Lists;

/// <summary>Small lists of two columns and a header as CSV (RFC 4180), an entry a line, so that people can edit them.</summary>
internal static class CsvList
{
    // A million entries; whatever is larger is something else.
    private const long LargestFile = 64 << 20;

    /// <summary>The text of a list.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="entries">A field a column.</param>
    public static string Text(string[] header, IEnumerable<string[]> entries) =>
        string.Concat(entries.Prepend(header).Select(fields => string.Join(',', fields.Select(Quoted)) + "\n"));

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What messages call it.</param>
    /// <param name="header">Names of the columns, which its first line must hold.</param>
    /// <returns>Line numbers from 1 and fields, as many as there are columns.</returns>
    /// <exception cref="DatasetException">It cannot be read, or is no such list.</exception>
    public static IReadOnlyList<(int Line, string[] Fields)> Read(string path, string kind, string[] header)
    {
        (int Line, string[] Fields)[] rows = [.. Lines(path, kind).Select((text, i) => (i + 1, text)).Where(l => l.text.Trim().Length > 0)
            .Select(l => (l.Item1, Fields(l.text) ?? throw Odd(path, kind, l.Item1, "has an open quotation mark", header)))];
        if (rows.Length == 0 || !rows[0].Fields.SequenceEqual(header))
        {
            throw Odd(path, kind, 1, $"is not '{string.Join(',', header)}'", header);
        }

        foreach ((int line, string[] fields) in rows)
        {
            if (fields.Length != header.Length || fields[0].Length == 0)
            {
                throw Odd(path, kind, line, "does not have two fields", header);
            }
        }

        return rows[1..];
    }

    private static string[] Lines(string path, string kind)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= LargestFile
                ? File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
                : throw new DatasetException($"{path} is no {kind} ({length} bytes are too many): move it away or give another file.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new DatasetException($"the {kind} {path} cannot be read ({problem.Message.TrimEnd('.')}): mend it or move it away.", problem);
        }
    }

    private static string[]? Fields(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            bool isMark = line[i] == '"';
            if (isMark && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (isMark)
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return isQuoted ? null : [.. fields];
    }

    private static string Quoted(string field)
    {
        string oneLine = string.Join(' ', field.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return oneLine.AsSpan().IndexOfAny(',', '"') < 0 ? oneLine : $"\"{oneLine.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static DatasetException Odd(string path, string kind, int line, string problem, string[] header) => new(
        $"{path} is no {kind} (line {line} {problem}): a first line '{string.Join(',', header)}' and then a track a line are wanted; mend it or move it away.");
}
