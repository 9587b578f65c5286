namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads a manifest: CSV with a header that has <c>path</c> and <c>genre</c>, and optionally <c>track</c>, <c>group</c> and <c>split</c>.
/// </summary>
internal sealed class ManifestTable
{
    private const int MostShown = 6;

    private static readonly string[] Needed = ["path", "genre"];
    private static readonly string[] Optional = ["track", "group", "split"];

    private readonly CsvFile _file;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private readonly bool _isLabelled;

    private ManifestTable(string path, bool isLabelled)
    {
        _isLabelled = isLabelled;
        _file = new CsvFile(
            path, "manifest", "the first line must be 'path,genre', optionally with 'track', 'group' and 'split', followed by one track per line");
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="isLabelled">Whether to read genres and parts; if false, these columns may exist and are ignored.</param>
    /// <returns>The rows in file order, and warnings.</returns>
    /// <exception cref="DatasetException">The file cannot be read or is not a manifest; the message gives the line.</exception>
    public static (IReadOnlyList<ManifestRow> Rows, IReadOnlyList<string> Warnings) Read(string path, bool isLabelled = true)
    {
        var table = new ManifestTable(path, isLabelled);
        using IEnumerator<TableRow> rows = table._file.Rows().GetEnumerator();
        if (!rows.MoveNext())
        {
            throw table._file.Invalid(1, "is empty");
        }

        TableRow header = rows.Current;
        string[] unused = table.ReadHeader(header);
        List<ManifestRow> read = [];
        while (rows.MoveNext())
        {
            read.Add(rows.Current.Fields.Length == header.Fields.Length
                ? table.RowOf(rows.Current)
                : throw table._file.OddCount(rows.Current, header.Fields.Length));
        }

        table.RequireAllPartsOrNone(read);
        return (read, unused.Length == 0 ? [] : [$"{Path.GetFileName(path)} has {Plural.Choose(unused.Length, "an unused column", "unused columns")}: {CsvFile.Shown(unused)}."]);
    }

    private string[] ReadHeader(TableRow header)
    {
        List<string> unused = [];
        for (int i = 0; i < header.Fields.Length; i++)
        {
            string name = header.Fields[i].Trim();
            if (!Needed.Concat(Optional).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                unused.Add(name.Length == 0 ? $"the unnamed column {i + 1}" : name);
            }
            else if (!_columns.TryAdd(name, i))
            {
                throw _file.Invalid(header.Line, $"has two columns '{name.ToLowerInvariant()}'");
            }
        }

        string? missing = Needed.FirstOrDefault(name => !_columns.ContainsKey(name) && (_isLabelled || name != "genre"));
        string has = string.Join(", ", header.Fields.Take(MostShown).Select(name => CsvFile.Shown(name.Trim())));
        return missing is null
            ? [.. unused]
            : throw _file.Invalid(header.Line, $"has no column '{missing}', only {has}{(header.Fields.Length > MostShown ? " and more" : string.Empty)}");
    }

    private ManifestRow RowOf(TableRow row)
    {
        // Leading and trailing spaces can be part of a file name, so the path is not trimmed; ManifestPaths checks which files exist.
        string path = row.Fields[_columns["path"]];
        string genre = _isLabelled ? Field("genre") : GenreName.Unlabelled;
        string split = _isLabelled ? Field("split") : string.Empty;
        SplitPart? part = SplitPartName.Understand(split);
        return string.IsNullOrWhiteSpace(path) ? throw Wrong(row.Line, "has no path", "add the path of the audio file, or remove the line")
            : genre.Length == 0 ? throw Wrong(row.Line, "has no genre", "add the genre, or remove the line")
            : GenreName.Key(genre).Length == 0 ? throw Wrong(row.Line, $"has the genre '{CsvFile.Shown(genre)}', which has no letter or digit", "rename the genre")
            : split.Length > 0 && part is null ? throw Wrong(row.Line, $"has the unknown split '{CsvFile.Shown(split)}'", $"use {SplitPartName.Known}")
            : new ManifestRow(row.Line, path, genre, Field("track"), Field("group"), part);

        string Field(string name) => _columns.TryGetValue(name, out int i) ? row.Fields[i].Trim() : string.Empty;
    }

    // With an incomplete split, the remaining tracks could be meant to be drawn or to be left out. A wrong guess would give a wrong
    // accuracy.
    private void RequireAllPartsOrNone(List<ManifestRow> rows)
    {
        ManifestRow? without = rows.FirstOrDefault(row => row.Part is null);
        if (without is not null && rows.Exists(row => row.Part is not null))
        {
            throw Wrong(without.Line, "has no split, but other lines have one", "add it on every line or on none");
        }
    }

    private DatasetException Wrong(long line, string problem, string remedy) => new($"Line {line} of {_file.Path} {problem}: {remedy}.");
}
