using System.Globalization;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads the Free Music Archive dataset: <c>fma_metadata/tracks.csv</c> and, next to that folder, <c>fma_small/000/000002.mp3</c> or a
/// larger set. A track's id is its number in six digits, its genre <c>genre_top</c>, its group the artist, its part that of the published
/// split.
/// </summary>
internal sealed class FmaLayout : DatasetLayout
{
    private const string TableName = "tracks.csv";

    private static readonly string[] Sets = ["fma_full", "fma_large", "fma_medium", "fma_small"];

    private readonly string _table;
    private readonly string _set;
    private readonly FolderSource _source;
    private readonly IReadOnlyList<string> _warnings;

    private FmaLayout(string table, string folder, string[] sets)
    {
        _table = table;
        _source = new FolderSource(folder);
        _set = sets[0];
        _warnings = sets.Length == 1 ? [] : [$"{sets[0]} is used; {string.Join(", ", sets[1..])} {Plural.Choose(sets.Length - 1, "is", "are")} ignored."];
    }

    public override string Name => _source.Name;

    public override DatasetSource Source => _source;

    public override string Advice => $"unpack {_set}.zip completely";

    /// <summary>Returns the dataset in a folder that holds the metadata; null if it holds none.</summary>
    /// <exception cref="DatasetException">There is no audio next to the metadata.</exception>
    public static FmaLayout? InFolder(string folder)
    {
        string metadata = Path.Combine(folder, "fma_metadata");
        if (File.Exists(Path.Combine(metadata, TableName)))
        {
            return Find(Path.Combine(metadata, TableName), folder, metadata);
        }

        string beside = Path.Combine(folder, TableName);
        return File.Exists(beside) && Sets.Any(set => Directory.Exists(Path.Combine(folder, set))) ? Find(beside, folder) : null;
    }

    /// <summary>Returns the dataset of a table, with the audio next to the table or next to its folder.</summary>
    /// <exception cref="DatasetException">There is no audio.</exception>
    public static FmaLayout OfTable(string table)
    {
        string here = Path.GetDirectoryName(Path.GetFullPath(table))!;
        return Find(table, Path.GetDirectoryName(here) ?? here, here);
    }

    private static FmaLayout Find(string table, params string[] places)
    {
        foreach (string place in places)
        {
            string[] sets = [.. Sets.Where(set => Directory.Exists(Path.Combine(place, set)))];
            if (sets.Length > 0)
            {
                return new FmaLayout(table, place, sets);
            }
        }

        throw new DatasetException($"There is no folder of audio next to {table}: unpack fma_small.zip, or one of the larger archives, next to fma_metadata.");
    }

    public override string PathOfList(string fileName) => Path.Combine(_source.Path, fileName);

    public override DatasetListing List(CancellationToken cancellationToken)
    {
        List<Track> tracks = [];
        var lines = new Dictionary<int, long>();
        int nameless = 0;
        foreach (FmaRow row in FmaTable.Read(_table))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!lines.TryAdd(row.Id, row.Line))
            {
                throw new DatasetException($"Line {row.Line} of {_table} repeats the track {row.Id} of line {lines[row.Id]}: extract tracks.csv from fma_metadata.zip again.");
            }

            string id = row.Id.ToString("D6", CultureInfo.InvariantCulture);
            string path = $"{_set}/{id[..3]}/{id}.mp3";
            if (!File.Exists(_source.PathOf(path)))
            {
                continue;
            }

            if (GenreName.Key(row.Genre).Length == 0)
            {
                nameless++;
                continue;
            }

            string artist = row.Artist.Length == 0 ? string.Empty : $"artist {row.Artist}";
            tracks.Add(new Track(id, row.Genre, path, 0) { Group = GroupName.Of(artist, id), Part = row.Part });
        }

        return Describe(tracks, nameless, cancellationToken);
    }

    private DatasetListing Describe(List<Track> tracks, int nameless, CancellationToken cancellationToken)
    {
        SourceListing listing = _source.Describe([.. tracks.Select(t => t.RelativePath)], cancellationToken);
        var files = listing.Files.ToDictionary(f => f.RelativePath, StringComparer.Ordinal);
        string[] warnings =
        [
            .. _warnings,
            .. nameless == 0 ? [] : (string[])[$"{Plural.Of(nameless, "track has", "tracks have")} no top genre in {Path.GetFileName(_table)} and {Plural.Choose(nameless, "is", "are")} left out."],
            .. listing.Missing.Select(path => $"{path} was deleted during listing and is left out."),
        ];
        return new DatasetListing(
            [.. tracks.Where(t => files.ContainsKey(t.RelativePath)).Select(t => new ListedTrack(t with { Length = files[t.RelativePath].Length }, files[t.RelativePath].Hash))],
            warnings);
    }
}
