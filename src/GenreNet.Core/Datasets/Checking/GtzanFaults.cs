namespace GenreNet.Core.Datasets;

/// <summary>Known faults of individual GTZAN tracks (Tzanetakis and Cook 2002), limited to those that two sources agree on.</summary>
/// <remarks>
/// B. L. Sturm, "An analysis of the GTZAN music genre dataset", MIRUM 2012, and "The GTZAN dataset: its contents, its faults, their effects
/// on evaluation, and its future use", arXiv:1306.1461 (2013). The replicas below are the 50 that the papers count; the published
/// fault-free lists (train, valid, test_filtered.txt) never contain two tracks of one set.
/// </remarks>
internal static class GtzanFaults
{
    private const int TracksPerGenre = 100;
    private const double LeastShare = 0.9;
    private const string Sturm = "Sturm 2012 and 2013";

    private static readonly HashSet<string> Genres = new(StringComparer.Ordinal)
    {
        "blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock",
    };

    /// <summary>One line per genre; one word per set of replicas.</summary>
    private static readonly (string Genre, string Sets)[] Replicas =
    [
        ("disco", "50,51,70 55,60,89 71,74 98,99"),
        ("hiphop", "39,45 76,78"),
        ("jazz", "33,51 34,53 35,55 36,58 37,60 38,62 39,65 40,67 42,68 43,69 44,70 45,71 46,72"),
        ("metal", "4,13 34,94 40,61 41,62 42,63 43,64 44,65 45,66"),
        ("pop", "15,22 30,31 45,46 47,80 52,57 54,60 56,59 67,71 87,90"),
        ("reggae", "3,54 5,56 8,57 10,60 13,58 41,69 73,74 80,81,82 75,91,92"),
    ];

    private static readonly PublishedFault[] All =
    [
        .. Replicas.SelectMany(line => line.Sets.Split(' ').Select(set => new PublishedFault(
            [.. set.Split(',').Select(number => Id(line.Genre, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)))],
            "The same excerpt occurs more than once.",
            Sturm))),
        new([Id("metal", 58), Id("rock", 16)], "The same excerpt occurs under two genres.", Sturm),
        new([Id("reggae", 86)], "Distorted except for about 5 s.", Sturm),
        new([Id("jazz", 54)], "Damaged in the copy on Kaggle; intact in other copies.", "Kaggle, andradaolteanu/gtzan-dataset-music-genre-classification"),
    ];

    /// <summary>
    /// Returns the published faults of some tracks; empty if they are not named like those of GTZAN. A set of replicas is included if at
    /// least two of its tracks are present.
    /// </summary>
    /// <param name="tracks">The tracks of a dataset.</param>
    public static IReadOnlyList<PublishedFault> Among(IReadOnlyList<Track> tracks)
    {
        if (tracks.Count(IsNamedAsGtzan) < LeastShare * tracks.Count)
        {
            return [];
        }

        var ids = tracks.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. All.Select(fault => (Fault: fault, Present: fault.Tracks.Where(ids.Contains).ToArray()))
                .Where(f => f.Present.Length >= Math.Min(2, f.Fault.Tracks.Count))
                .Select(f => f.Fault with { Tracks = f.Present }).OrderBy(f => f.Tracks[0], StringComparer.Ordinal),
        ];
    }

    private static string Id(string genre, int number) => $"{genre}/{genre}.{number:D5}";

    private static bool IsNamedAsGtzan(Track track)
    {
        string number = track.Id[(track.Id.LastIndexOf('.') + 1)..];
        return Genres.Contains(track.Genre) && int.TryParse(number, out int parsed) && parsed < TracksPerGenre && track.Id == Id(track.Genre, parsed);
    }
}
