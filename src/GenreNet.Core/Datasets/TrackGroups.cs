namespace GenreNet.Core.Datasets;

/// <summary>Which tracks belong together, because they hold the same recording: a split keeps each group on one side. Immutable.</summary>
/// <remarks>
/// As a file: CSV with the header <c>track,group</c>, a line for each track of a group of two and more; <c>groups.csv</c> in a dataset's folder or
/// <c>NAME.groups.csv</c> beside an archive. A line may be added or removed by hand. Lists with the header <c>track,artist</c> or <c>track,album</c>
/// are read as well. A track whose group is empty belongs to no other.
/// </remarks>
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

    /// <summary>The groups, sorted by name; the tracks of each sorted ordinally.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; }

    /// <summary>Gathers sets that share a track: what is like A and what is like B belongs together if A is like B.</summary>
    /// <param name="sets">Tracks that belong together.</param>
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

    /// <summary>Where the list of a dataset lies unless something else is said.</summary>
    /// <param name="dataset">A folder or an archive.</param>
    /// <exception cref="DatasetException">There is no such dataset.</exception>
    public static string PathOf(string dataset) => DatasetLayout.At(dataset).PathOfList(FileName);

    /// <summary>The groups that the tracks of a dataset have already.</summary>
    /// <param name="tracks">The tracks.</param>
    public static TrackGroups Of(IEnumerable<Track> tracks) => Of((IEnumerable<IReadOnlyList<string>>)[]).With(tracks.Select(t => (t.Id, t.Group)));

    /// <summary>Reads a list.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote, or one like it.</param>
    /// <exception cref="DatasetException">It cannot be read, or is no such list.</exception>
    public static TrackGroups Load(string path)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        HashSet<string> tracks = new(StringComparer.Ordinal);
        foreach ((long line, string[] fields) in CsvList.Read(path, "list of groups", Header, OtherHeaders))
        {
            if (!tracks.Add(fields[0]))
            {
                throw new DatasetException($"{path} is no list of groups (line {line} names {CsvFile.Shown(fields[0])} a second time): write it again with 'genrenet check --groups'.");
            }

            // An unknown artist is not an artist that tracks have in common.
            if (!string.IsNullOrWhiteSpace(fields[1]))
            {
                groups.Add(fields[0], fields[1]);
            }
        }

        IReadOnlyList<string> names = GroupName.Unified([.. groups.Values]);
        return new TrackGroups(groups.Keys.Select((track, i) => (track, names[i])).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The list with the ids of some data where accents are written another way.</summary>
    internal TrackGroups For(IEnumerable<string> ids)
    {
        var names = new TrackNames(ids);
        return new TrackGroups(_groupByTrack.GroupBy(pair => names.IdOf(pair.Key), pair => pair.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));
    }

    /// <summary>The group of a track; its own id if it belongs to nothing.</summary>
    /// <param name="track">Id of the track.</param>
    public string GroupOf(string track) => _groupByTrack.GetValueOrDefault(track, track);

    /// <summary>These groups together with others: what has a track in common becomes one group.</summary>
    /// <param name="tracks">Tracks with the groups that they have already.</param>
    public TrackGroups With(IEnumerable<(string Track, string Group)> tracks) =>
        Of([.. Groups, .. tracks.GroupBy(t => GroupName.Key(t.Group), t => t.Track, StringComparer.Ordinal).Select(g => (IReadOnlyList<string>)[.. g]).Where(g => g.Count > 1)]);

    /// <summary>A sentence about tracks of the list that some data lacks, or null where it lacks none.</summary>
    /// <param name="tracks">Ids of the data's tracks.</param>
    /// <param name="dataset">Name of the data.</param>
    public string? UnknownIn(IEnumerable<string> tracks, string dataset)
    {
        string[] known = [.. tracks];
        string[] unknown = [.. For(known)._groupByTrack.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return unknown switch
        {
            [] => null,
            [var only] => $"a track of the list of groups is not in {dataset}: {only}.",
            _ => $"{unknown.Length} tracks of the list of groups are not in {dataset}, such as {unknown[0]}.",
        };
    }

    /// <summary>Writes the list, sorted by track.</summary>
    /// <param name="path">Where to.</param>
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
