using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>Draws splits of whole tracks, never segments of one on both sides, and of whole groups: artists, copies of a recording.</summary>
/// <remarks>A seed gives the same split of the same tracks on every machine and in whatever order they come.</remarks>
public static class TrackSplit
{
    private const int FewestTracks = 3;

    /// <summary>Fewest folds: one to test, one to choose the best epoch, one to learn from.</summary>
    public const int FewestFolds = 3;

    /// <summary>The split where nothing else is asked for: the dataset's own parts where it assigns all tracks to them, otherwise <see cref="Stratified"/>.</summary>
    /// <inheritdoc cref="Stratified"/>
    public static DataSplit Automatic(FeatureSet data, double validationShare, double testShare, ulong seed) => DatasetParts.AreComplete(data)
        ? DatasetParts.Split(data, validationShare, seed)
        : Stratified(data, validationShare, testShare, seed);

    /// <summary>Draws a split that gives every genre the same shares, as near as whole groups allow, and every part each genre.</summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    /// <param name="validationShare">Share of the tracks for validation, above 0.</param>
    /// <param name="testShare">Share of the tracks for the test, above 0; both together below 1.</param>
    /// <param name="seed">Equal seeds give equal splits of equal data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shares are out of range.</exception>
    /// <exception cref="DatasetException">A genre has fewer than three tracks or groups, or its groups cannot be shared out.</exception>
    public static DataSplit Stratified(FeatureSet data, double validationShare, double testShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationShare);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationShare + testShare, 1, nameof(testShare));
        RequireTracks(data);
        (IReadOnlyDictionary<string, int> parts, string? uneven) = GroupedTracks.AreAllAlone(data.Tracks)
            ? (SingleTracks(data, validationShare, testShare, seed), null)
            : GroupedTracks.Assign(data.Tracks, data.Genres, [1 - validationShare - testShare, validationShare, testShare], seed);
        return SplitReview.Complete(
            new DataSplit
            {
                Kind = SplitKind.Stratified,
                Seed = seed,
                Train = TracksOf(parts, (int)SplitPart.Train),
                Validation = TracksOf(parts, (int)SplitPart.Validation),
                Test = TracksOf(parts, (int)SplitPart.Test),
                Warnings = uneven is null ? [] : [uneven],
            },
            data);
    }

    /// <summary>Leaves all tracks to train: for networks that cross-validation judges, and for data that is too small for a test part.</summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    public static DataSplit Everything(FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SplitReview.Complete(
            new DataSplit { Kind = SplitKind.Everything, Train = Sorted(data.Tracks.Select(t => t.Id)), Validation = [], Test = [] }, data, needsValidation: false);
    }

    /// <summary>Draws folds for cross-validation: every track is in the test part of just one. The fold after it chooses the best epoch, the rest train.</summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    /// <param name="folds">Number of folds, 3 or more.</param>
    /// <param name="seed">Equal seeds give equal folds of equal data.</param>
    /// <returns>A split a fold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than three folds.</exception>
    /// <exception cref="DatasetException">A genre has fewer groups than there are folds, or its groups cannot be shared out.</exception>
    public static IReadOnlyList<DataSplit> Folds(FeatureSet data, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, FewestFolds);
        (IReadOnlyDictionary<string, int> parts, string? uneven) =
            GroupedTracks.Assign(data.Tracks, data.Genres, [.. Enumerable.Repeat(1.0 / folds, folds)], seed);
        return [.. Enumerable.Range(0, folds).Select(fold => SplitReview.Complete(
            new DataSplit
            {
                Kind = SplitKind.Fold,
                Seed = seed,
                Fold = fold + 1,
                FoldCount = folds,
                Train = Sorted(parts.Where(p => p.Value != fold && p.Value != (fold + 1) % folds).Select(p => p.Key)),
                Validation = TracksOf(parts, (fold + 1) % folds),
                Test = TracksOf(parts, fold),
                Warnings = uneven is null ? [] : [uneven],
            },
            data))];
    }

    private static void RequireTracks(FeatureSet data)
    {
        int[] counts = new int[data.Genres.Count];
        foreach (LabelledTrack track in data.Tracks)
        {
            counts[track.Label]++;
        }

        int scarce = Array.FindIndex(counts, count => count < FewestTracks);
        if (scarce >= 0)
        {
            throw new DatasetException(
                $"the genre {data.Genres[scarce]} has {counts[scarce]} usable tracks, and a split into train, validation and test needs {FewestTracks}: add tracks.");
        }
    }

    private static Dictionary<string, int> SingleTracks(FeatureSet data, double validationShare, double testShare, ulong seed)
    {
        var random = new SeededRandom(seed);
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        ILookup<int, string> tracksByLabel = data.Tracks.ToLookup(track => track.Label, track => track.Id);
        for (int label = 0; label < data.Genres.Count; label++)
        {
            string[] tracks = [.. tracksByLabel[label].Order(StringComparer.Ordinal)];
            random.Fork((ulong)label).Shuffle<string>(tracks);
            int testCount = Math.Clamp((int)Math.Round(testShare * tracks.Length), 1, tracks.Length - 2);
            int validationCount = Math.Clamp((int)Math.Round(validationShare * tracks.Length), 1, tracks.Length - testCount - 1);
            for (int i = 0; i < tracks.Length; i++)
            {
                parts[tracks[i]] = (int)(i < testCount ? SplitPart.Test : i < testCount + validationCount ? SplitPart.Validation : SplitPart.Train);
            }
        }

        return parts;
    }

    private static string[] TracksOf(IReadOnlyDictionary<string, int> parts, int part) => Sorted(parts.Where(p => p.Value == part).Select(p => p.Key));

    private static string[] Sorted(IEnumerable<string> tracks) => [.. tracks.Order(StringComparer.Ordinal)];
}
