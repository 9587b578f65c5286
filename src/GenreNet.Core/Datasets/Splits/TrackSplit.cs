using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Draws splits of complete tracks and groups: neither the segments of a track nor the tracks of a group, such as an artist or copies of a
/// recording, are divided between parts.
/// </summary>
/// <remarks>A seed gives the same split of the same tracks on every machine and in any order of the tracks. Thread-safe.</remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// DataSplit split = TrackSplit.Stratified(features, validationShare: 0.1, testShare: 0.2, seed: 42);
/// IReadOnlyList&lt;DataSplit&gt; folds = TrackSplit.Folds(features, folds: 10, seed: 42);       // for cross-validation
/// </code>
/// </example>
/// <seealso cref="DataSplit"/>
/// <seealso cref="DatasetParts"/>
/// <seealso cref="SplitFile"/>
public static class TrackSplit
{
    private const int FewestTracks = 3;

    /// <summary>Minimum number of folds: one for testing, one for choosing the best epoch, one for training.</summary>
    public const int MinFoldCount = 3;

    /// <summary>
    /// Creates the default split: the dataset's own parts if it assigns all tracks to them, otherwise <see cref="Stratified"/>.
    /// </summary>
    /// <inheritdoc cref="Stratified"/>
    public static DataSplit Automatic(FeatureSet data, double validationShare, double testShare, ulong seed) => DatasetParts.AreComplete(data)
        ? DatasetParts.Split(data, validationShare, seed)
        : Stratified(data, validationShare, testShare, seed);

    /// <summary>
    /// Draws a split with the same fractions for every genre, as closely as undivided groups allow; every part contains every genre.
    /// </summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    /// <param name="validationShare">Fraction of the tracks for validation, above 0.</param>
    /// <param name="testShare">Fraction of the tracks for testing, above 0; both together below 1.</param>
    /// <param name="seed">Random seed; equal seeds give equal splits of equal data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fractions are out of range.</exception>
    /// <exception cref="DatasetException">A genre has fewer than three tracks or groups, or its groups cannot be distributed.</exception>
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

    /// <summary>
    /// Assigns all tracks to training, for networks that are evaluated by cross-validation and for data that is too small for a test part.
    /// </summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    public static DataSplit Everything(FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SplitReview.Complete(
            new DataSplit { Kind = SplitKind.Everything, Train = Sorted(data.Tracks.Select(t => t.Id)), Validation = [], Test = [] }, data, needsValidation: false);
    }

    /// <summary>
    /// Draws folds for cross-validation: every track is in the test part of exactly one fold. The next fold is the validation part, which
    /// chooses the best epoch, and the other folds are for training.
    /// </summary>
    /// <param name="data">The segments with their tracks, labels and groups.</param>
    /// <param name="folds">Number of folds, 3 or more.</param>
    /// <param name="seed">Random seed; equal seeds give equal folds of equal data.</param>
    /// <returns>One split per fold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than three folds.</exception>
    /// <exception cref="DatasetException">A genre has fewer groups than there are folds, or its groups cannot be distributed.</exception>
    public static IReadOnlyList<DataSplit> Folds(FeatureSet data, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, MinFoldCount);
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
                $"The genre {data.Genres[scarce]} has {Plural.Of(counts[scarce], "usable track")}, but a split into train, validation and test needs at least {FewestTracks}: add tracks.");
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
