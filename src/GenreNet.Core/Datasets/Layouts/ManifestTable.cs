namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads a manifest: CSV with a header that has <c>path</c> and <c>genre</c>, and optionally <c>track</c>, <c>group</c> and <c>split</c>.
/// </summary>
internal sealed class ManifestTable
{
    private const int MostShown = 6;

    private static readonly string[] Needed = ["path", "genre"];
    private static readonly string[] Optional = ["track", "group", "split"];

    private readonly CsvTable _table;
    private readonly bool _isLabelled;

    private ManifestTable(CsvTable table, bool isLabelled) => (_table, _isLabelled) = (table, isLabelled);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="isLabelled">Whether to read genres and parts; if false, these columns may exist and are ignored.</param>
    /// <returns>The rows in file order, and warnings.</returns>
    /// <exception cref="DatasetException">The file cannot be read or is not a manifest; the message gives the line.</exception>
    public static (IReadOnlyList<ManifestRow> Rows, IReadOnlyList<string> Warnings) Read(string path, bool isLabelled = true)
    {
        var file = new CsvFile(
            path, "manifest", "the first line must be 'path,genre', optionally with 'track', 'group' and 'split', followed by one track per line");
        using var table = CsvTable.Open(file);
        var manifest = new ManifestTable(table, isLabelled);
        IReadOnlyList<string> unused = table.FindColumns([.. Needed, .. Optional], StringComparer.OrdinalIgnoreCase);
        manifest.RequireColumns();
        List<ManifestRow> read = [.. table.Rows().Select(manifest.RowOf)];
        manifest.RequireAllPartsOrNone(read);
        return (read, unused.Count == 0 ? [] : [$"{Path.GetFileName(path)} has {Plural.Choose(unused.Count, "an unused column", "unused columns")}: {CsvFile.Shown(unused)}."]);
    }

    private void RequireColumns()
    {
        TableRow header = _table.Header;
        if (Needed.FirstOrDefault(name => !_table.Has(name) && (_isLabelled || name != "genre")) is { } missing)
        {
            string has = string.Join(", ", header.Fields.Take(MostShown).Select(name => CsvFile.Shown(name.Trim())));
            throw _table.File.Invalid(header.Line, $"has no column '{missing}', only {has}{(header.Fields.Length > MostShown ? " and more" : string.Empty)}");
        }
    }

    private ManifestRow RowOf(TableRow row)
    {
        // Leading and trailing spaces can be part of a file name, so the path is not trimmed; ManifestPaths checks which files exist.
        string path = _table.Field(row, "path");
        string genre = _isLabelled ? Field("genre") : GenreName.Unlabelled;
        string split = _isLabelled ? Field("split") : string.Empty;
        SplitPart? part = SplitPartName.Understand(split);
        return string.IsNullOrWhiteSpace(path) ? throw _table.File.WrongLine(row.Line, "has no path", "add the path of the audio file, or remove the line")
            : genre.Length == 0 ? throw _table.File.WrongLine(row.Line, "has no genre", "add the genre, or remove the line")
            : GenreName.Key(genre).Length == 0 ? throw _table.File.WrongLine(row.Line, $"has the genre '{CsvFile.Shown(genre)}', which has no letter or digit", "rename the genre")
            : split.Length > 0 && part is null ? throw _table.File.WrongLine(row.Line, $"has the unknown split '{CsvFile.Shown(split)}'", $"use {SplitPartName.Known}")
            : new ManifestRow(row.Line, path, genre, Field("track"), Field("group"), part);

        string Field(string name) => _table.Field(row, name).Trim();
    }

    // With an incomplete split, the remaining tracks could be meant to be drawn or to be left out. A wrong guess would give a wrong
    // accuracy.
    private void RequireAllPartsOrNone(List<ManifestRow> rows)
    {
        ManifestRow? without = rows.FirstOrDefault(row => row.Part is null);
        if (without is not null && rows.Exists(row => row.Part is not null))
        {
            throw _table.File.WrongLine(without.Line, "has no split, but other lines have one", "add it on every line or on none");
        }
    }
}
