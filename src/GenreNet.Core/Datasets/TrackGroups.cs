namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents groups of tracks that belong together, because they contain the same recording: a split keeps each group in one part.
/// Immutable.
/// </summary>
/// <remarks>
/// File format: CSV with the header <c>track,group</c> and one line for each track of a group of two or more; named <c>groups.csv</c> in a
/// dataset's folder or <c>NAME.groups.csv</c> next to an archive. Lines may be added or removed by hand. Lists with the header
/// <c>track,artist</c> or <c>track,album</c> can be read as well. A track whose group is empty does not belong with any other. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// TrackGroups artists = TrackGroups.Load("artists.csv");      // with the header track,artist
/// TrackLibrary library = TrackLibrary.Open("data/gtzan").With(artists);
/// </code>
/// </example>
/// <seealso cref="TrackLibrary"/>
/// <seealso cref="TrackSplit"/>
public sealed class TrackGroups
{
    private const string FileName = "groups.csv";

    private static readonly string[] Header = ["track", "group"];

    private static readonly string[][] OtherHeaders = [["track", "artist"], ["track", "album"]];

    private readonly Dictionary<string, string> _groupByTrack;

    private TrackGroups(Dictionary<string, string> groupByTrack)
    {
        _groupByTrack = groupByTrack;
        Groups = [.. groupByTrack.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (IReadOnlyList<string>)[.. g.Order(StringComparer.Ordinal)])];
    }

    /// <summary>Gets the groups, sorted by name; the tracks of each are sorted ordinally.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; }

    /// <summary>Merges sets that share a track, transitively: if A and B, and B and C, belong together, all three form one group.</summary>
    /// <param name="sets">Sets of tracks that belong together.</param>
    /// <returns>Groups, each named after its ordinally first track.</returns>
    public static TrackGroups Of(IEnumerable<IReadOnlyList<string>> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var leaders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> set in sets)
        {
            foreach (string track in set)
            {
                leaders.TryAdd(track, track);
                string first = Leader(leaders, set[0]);
                string second = Leader(leaders, track);
                bool isSorted = string.CompareOrdinal(first, second) <= 0;
                leaders[isSorted ? second : first] = isSorted ? first : second;
            }
        }

        return new TrackGroups(leaders.Keys.ToDictionary(track => track, track => Leader(leaders, track), StringComparer.Ordinal));
    }

    /// <summary>Returns the default path of the list for a dataset.</summary>
    /// <param name="dataset">Path of a folder or an archive.</param>
    /// <exception cref="DatasetException">The dataset does not exist.</exception>
    public static string PathOf(string dataset) => DatasetLayout.At(dataset).PathOfList(FileName);

    /// <summary>Returns the groups that the tracks of a dataset already have.</summary>
    /// <param name="tracks">The tracks.</param>
    public static TrackGroups Of(IEnumerable<Track> tracks) => Of((IEnumerable<IReadOnlyList<string>>)[]).With(tracks.Select(t => (t.Id, t.Group)));

    /// <summary>Reads a list.</summary>
    /// <param name="path">A file written by <see cref="Save"/>, or one in the same format.</param>
    /// <exception cref="DatasetException">The file cannot be read, or is not such a list.</exception>
    public static TrackGroups Load(string path)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        HashSet<string> tracks = new(StringComparer.Ordinal);
        foreach ((long line, string[] fields) in CsvList.Read(path, "list of groups", Header, OtherHeaders))
        {
            if (!tracks.Add(fields[0]))
            {
                throw new DatasetException($"{path} is not a list of groups (line {line} repeats the track {CsvFile.Shown(fields[0])}): create it again with 'genrenet check --groups'.");
            }

            // Tracks of unknown artists do not share an artist.
            if (!string.IsNullOrWhiteSpace(fields[1]))
            {
                groups.Add(fields[0], fields[1]);
            }
        }

        IReadOnlyList<string> names = GroupName.Unified([.. groups.Values]);
        return new TrackGroups(groups.Keys.Select((track, i) => (track, names[i])).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Returns the list with the ids as a dataset spells them, where accents are encoded differently.</summary>
    internal TrackGroups For(IEnumerable<string> ids)
    {
        var names = new TrackNames(ids);
        return new TrackGroups(_groupByTrack.GroupBy(pair => names.IdOf(pair.Key), pair => pair.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));
    }

    /// <summary>Returns the group of a track; its own id if it belongs to no group.</summary>
    /// <param name="track">Id of the track.</param>
    public string GroupOf(string track) => _groupByTrack.GetValueOrDefault(track, track);

    /// <summary>Returns these groups merged with others; groups that share a track become one.</summary>
    /// <param name="tracks">Tracks with the groups that they already have.</param>
    public TrackGroups With(IEnumerable<(string Track, string Group)> tracks) =>
        Of([.. Groups, .. tracks.GroupBy(t => GroupName.Key(t.Group), t => t.Track, StringComparer.Ordinal).Select(g => (IReadOnlyList<string>)[.. g]).Where(g => g.Count > 1)]);

    /// <summary>Returns a warning about tracks of the list that some data lacks, or null if it lacks none.</summary>
    /// <param name="tracks">Ids of the data's tracks.</param>
    /// <param name="dataset">Name of the data.</param>
    public string? UnknownIn(IEnumerable<string> tracks, string dataset)
    {
        string[] known = [.. tracks];
        string[] unknown = [.. For(known)._groupByTrack.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return unknown switch
        {
            [] => null,
            [var only] => $"1 track of the list of groups is not in {dataset}: {only}.",
            _ => $"{unknown.Length} tracks of the list of groups are not in {dataset}, for example {unknown[0]}.",
        };
    }

    /// <summary>Writes the list, sorted by track.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public void Save(string path) => CsvList.Write(
        path, Header, _groupByTrack.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (string[])[pair.Key, pair.Value]));

    private static string Leader(Dictionary<string, string> leaders, string track)
    {
        while (leaders.TryGetValue(track, out string? leader) && leader != track)
        {
            track = leader;
        }

        return track;
    }
}
