using System.Globalization;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Reads the rows of a feature table; columns are found by name, in any order.</summary>
internal sealed class SummaryTable
{
    /// <summary>Names of the columns besides the 52 of <see cref="SummaryExtractor.ColumnNames"/>.</summary>
    internal const string FileName = "filename", Length = "length", Tempo = "tempo", Label = "label", TrackId = "track_id", Group = "group", Split = "split";

    private readonly CsvFile _file;
    private readonly Lazy<bool> _canHaveDecimalCommas;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    // The first decimal mark found, and its line. A table must use only one kind, because 1.234 could otherwise mean a thousand.
    private (char Mark, long Line)? _decimalMark;

    private SummaryTable(string path)
    {
        _file = FileAt(path);
        _canHaveDecimalCommas = new(() => _file.FindSeparator() != ',');
    }

    private static CsvFile FileAt(string path) => new(
        path, "feature table", $"the first line must contain '{FileName}', '{Label}' and the {SummaryExtractor.ColumnNames.Count} features, followed by one clip or segment per line")
    {
        // GTZAN's ten thousand rows of segments take 11 MB; all of FMA's take 1.2 GB.
        LargestLength = 2L << 30,
    };

    /// <summary>Reads a table.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The rows in file order, and the names of columns that are not used.</returns>
    /// <exception cref="DatasetException">The file cannot be read or is not such a table; the message gives the line.</exception>
    public static (IReadOnlyList<SummaryRow> Rows, IReadOnlyList<string> Unused) Read(string path)
    {
        var table = new SummaryTable(path);
        using IEnumerator<TableRow> rows = table._file.Rows().GetEnumerator();
        if (!rows.MoveNext())
        {
            throw table._file.Invalid(1, "is empty");
        }

        TableRow header = rows.Current;
        string[] unused = table.ReadHeader(header);
        List<SummaryRow> read = [];
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.MoveNext())
        {
            SummaryRow row = rows.Current.Fields.Length == header.Fields.Length
                ? table.RowOf(rows.Current)
                : throw table._file.OddCount(rows.Current, header.Fields.Length);
            string key = $"{row.Genre}/{row.FileName}\0{row.TrackId}";
            if (!lines.TryAdd(key, row.Line))
            {
                throw table.Wrong(row.Line, $"repeats {CsvFile.Shown(row.FileName)} of line {lines[key]}", "remove one of the two lines");
            }

            read.Add(row);
        }

        return (read, unused);
    }

    private string[] ReadHeader(TableRow header)
    {
        List<string> unused = [];
        for (int i = 0; i < header.Fields.Length; i++)
        {
            string name = header.Fields[i].Trim();
            if (name is not (FileName or Label or Length or TrackId or Group or Split) && !SummaryExtractor.ColumnNames.Contains(name, StringComparer.Ordinal))
            {
                unused.Add(name.Length == 0 ? $"the unnamed column {i + 1}" : name);
            }
            else if (!_columns.TryAdd(name, i))
            {
                throw _file.Invalid(header.Line, $"has two columns '{name}'");
            }
        }

        string[] missing = [.. SummaryExtractor.ColumnNames.Prepend(Label).Prepend(FileName).Where(name => !_columns.ContainsKey(name))];
        return missing.Length == 0 ? [.. unused] : throw _file.Invalid(header.Line, $"lacks {Plural.Choose(missing.Length, "the column", "the columns")} {string.Join(", ", missing)}");
    }

    private SummaryRow RowOf(TableRow row)
    {
        string fileName = row.Fields[_columns[FileName]].Trim();
        string genre = row.Fields[_columns[Label]].Trim();
        if (fileName.Length == 0)
        {
            throw Wrong(row.Line, $"has no {FileName}", "add the name of the clip, or remove the line");
        }

        string split = Text(Split);
        SplitPart? part = split.Length == 0 ? null : SplitPartName.Understand(split) ?? throw Wrong(row.Line, $"has the unknown split '{CsvFile.Shown(split)}'", $"use {SplitPartName.Known}");
        return GenreName.Key(genre).Length == 0
            ? throw Wrong(row.Line, genre.Length == 0 ? $"has no {Label}" : $"has the {Label} '{CsvFile.Shown(genre)}', which has no letter or digit", "add the genre, or remove the line")
            : new SummaryRow(row.Line, fileName, genre, _columns.ContainsKey(Length) ? Number(Length) : null,
                _columns.TryGetValue(TrackId, out int place) ? row.Fields[place] : string.Empty, Text(Group), part, [.. SummaryExtractor.ColumnNames.Select(name => (float)Number(name))]);

        string Text(string name) => _columns.TryGetValue(name, out int column) ? row.Fields[column].Trim() : string.Empty;

        double Number(string name)
        {
            string text = WithDecimalPoint(row, row.Fields[_columns[name]]);
            bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            return isNumber && float.IsFinite((float)value)
                ? value
                : throw Wrong(row.Line, $"has '{(text.Length <= 40 ? text : text[..40] + "...")}' as {name}, which is not a {(isNumber ? "finite " : "")}number", "correct it, or remove the line");
        }
    }

    // In tables separated by semicolons or tabs, numbers often have a decimal comma, as in 0,5.
    private string WithDecimalPoint(TableRow row, string text)
    {
        char mark = text.Contains(',') ? ',' : '.';
        if (!text.Contains(mark) || !_canHaveDecimalCommas.Value)
        {
            return text;
        }

        _decimalMark ??= (mark, row.Line);
        string first = _decimalMark.Value.Mark == ',' ? "comma" : "point";
        return _decimalMark.Value.Mark != mark || (mark == ',' && text.Contains('.'))
            ? throw Wrong(row.Line, $"has the number '{CsvFile.Shown(text)}', but line {_decimalMark.Value.Line} has numbers with a decimal {first}", "use one decimal mark for all numbers")
            : text.Replace(',', '.');
    }

    private DatasetException Wrong(long line, string problem, string remedy) => new($"Line {line} of {_file.Path} {problem}: {remedy}.");
}
