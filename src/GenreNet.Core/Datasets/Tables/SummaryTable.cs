using System.Globalization;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Reads the rows of a feature table; columns are found by name, in any order.</summary>
internal sealed class SummaryTable
{
    /// <summary>Names of the columns besides the 52 of <see cref="SummaryExtractor.ColumnNames"/>.</summary>
    internal const string FileName = "filename", Length = "length", Tempo = "tempo", Label = "label", TrackId = "track_id", Group = "group", Split = "split";

    private static readonly string[] Optional = [Length, TrackId, Group, Split];

    private readonly CsvTable _table;

    // The first decimal mark found, and its line. A table must use only one kind, because 1.234 could otherwise mean a thousand.
    private (char Mark, long Line)? _decimalMark;

    private SummaryTable(CsvTable table) => _table = table;

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
        using var table = CsvTable.Open(FileAt(path));
        string[] needed = [FileName, Label, .. SummaryExtractor.ColumnNames];
        IReadOnlyList<string> unused = table.FindColumns([.. needed, .. Optional], StringComparer.Ordinal);
        string[] missing = [.. needed.Where(name => !table.Has(name))];
        if (missing.Length > 0)
        {
            throw table.File.Invalid(table.Header.Line, $"lacks {Plural.Choose(missing.Length, "the column", "the columns")} {string.Join(", ", missing)}");
        }

        var summaries = new SummaryTable(table);
        List<SummaryRow> read = [];
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (SummaryRow row in table.Rows().Select(summaries.RowOf))
        {
            string key = $"{row.Genre}/{row.FileName}\0{row.TrackId}";
            if (!lines.TryAdd(key, row.Line))
            {
                throw table.File.WrongLine(row.Line, $"repeats {CsvFile.Shown(row.FileName)} of line {lines[key]}", "remove one of the two lines");
            }

            read.Add(row);
        }

        return (read, unused);
    }

    private SummaryRow RowOf(TableRow row)
    {
        string fileName = Text(FileName);
        string genre = Text(Label);
        if (fileName.Length == 0)
        {
            throw _table.File.WrongLine(row.Line, $"has no {FileName}", "add the name of the clip, or remove the line");
        }

        string split = Text(Split);
        SplitPart? part = split.Length == 0 ? null : SplitPartName.Understand(split) ?? throw _table.File.WrongLine(row.Line, $"has the unknown split '{CsvFile.Shown(split)}'", $"use {SplitPartName.Known}");
        return GenreName.Key(genre).Length == 0
            ? throw _table.File.WrongLine(row.Line, genre.Length == 0 ? $"has no {Label}" : $"has the {Label} '{CsvFile.Shown(genre)}', which has no letter or digit", "add the genre, or remove the line")
            : new SummaryRow(row.Line, fileName, genre, _table.Has(Length) ? Number(Length) : null,
                _table.Field(row, TrackId), Text(Group), part, [.. SummaryExtractor.ColumnNames.Select(name => (float)Number(name))]);

        string Text(string name) => _table.Field(row, name).Trim();

        double Number(string name)
        {
            string text = WithDecimalPoint(row, _table.Field(row, name));
            bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            return isNumber && float.IsFinite((float)value)
                ? value
                : throw _table.File.WrongLine(row.Line, $"has '{(text.Length <= 40 ? text : text[..40] + "...")}' as {name}, which is not a {(isNumber ? "finite " : "")}number", "correct it, or remove the line");
        }
    }

    // In tables separated by semicolons or tabs, numbers often have a decimal comma, as in 0,5.
    private string WithDecimalPoint(TableRow row, string text)
    {
        char mark = text.Contains(',') ? ',' : '.';
        if (!text.Contains(mark) || _table.Separator == ',')
        {
            return text;
        }

        _decimalMark ??= (mark, row.Line);
        string first = _decimalMark.Value.Mark == ',' ? "comma" : "point";
        return _decimalMark.Value.Mark != mark || (mark == ',' && text.Contains('.'))
            ? throw _table.File.WrongLine(row.Line, $"has the number '{CsvFile.Shown(text)}', but line {_decimalMark.Value.Line} has numbers with a decimal {first}", "use one decimal mark for all numbers")
            : text.Replace(',', '.');
    }
}
