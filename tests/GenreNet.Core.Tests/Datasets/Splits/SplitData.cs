using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Datasets.Splits;

/// <summary>Features of nothing, for tests of splits alone.</summary>
internal static class SplitData
{
    private static readonly FeatureOptions Options = FeatureOptions.Default with { SegmentSeconds = 0.1 };

    /// <summary>Genres g0, g1, ... with some tracks each, <c>g0/000</c> and so on.</summary>
    /// <param name="tracks">Tracks of each genre.</param>
    public static FeatureSet Of(params int[] tracks) => Of(2, id => id, tracks);

    /// <summary>The same in groups.</summary>
    /// <param name="segments">Segments of each track.</param>
    /// <param name="groupOf">The group of a track id.</param>
    /// <param name="tracks">Tracks of each genre.</param>
    public static FeatureSet Of(int segments, Func<string, string> groupOf, params int[] tracks) =>
        Of([.. tracks.SelectMany((count, genre) => Enumerable.Range(0, count).Select(i => $"g{genre}/{i:D3}"))], segments, groupOf);

    /// <summary>Tracks by id; the folder is the genre.</summary>
    public static FeatureSet Of(IReadOnlyList<string> tracks, int segments = 2, Func<string, string>? groupOf = null, Func<string, SplitPart?>? partOf = null)
    {
        string[] genres = [.. tracks.Select(GenreOf).Distinct().Order(StringComparer.Ordinal)];
        string[] ids = [.. tracks.SelectMany(id => Enumerable.Repeat(id, segments))];
        return new FeatureSet(new FeatureSetContent
        {
            Values = new float[ids.Length * Options.ValuesPerSegment],
            Labels = [.. ids.Select(id => Array.IndexOf(genres, GenreOf(id)))],
            TrackIds = ids,
            Genres = genres,
            Options = Options,
            DatasetName = "music",
            DatasetFingerprint = "0",
            Groups = groupOf is null ? null : [.. ids.Select(groupOf)],
            Parts = partOf is null ? null : [.. ids.Select(partOf)],
        });
    }

    /// <summary>The same tracks in another order.</summary>
    public static FeatureSet Shuffled(FeatureSet data, ulong seed)
    {
        LabelledTrack[] tracks = [.. data.Tracks];
        new SeededRandom(seed).Shuffle<LabelledTrack>(tracks);
        var groups = tracks.ToDictionary(t => t.Id, t => t.Group);
        return Of([.. tracks.Select(t => t.Id)], data.SegmentCount / data.TrackCount, id => groups[id]);
    }

    private static string GenreOf(string id) => id[..id.IndexOf('/')];
}
