using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Splits segments at random, ignoring tracks. This is incorrect and exists only to reproduce figures that were published that way.
/// </summary>
/// <seealso cref="TrackSplit"/>
public static class LeakySplit
{
    private const int FewestSegments = 3;

    /// <summary>Draws a split of segments with the same fractions for every genre.</summary>
    /// <param name="data">The segments.</param>
    /// <param name="validationShare">Fraction of the segments for validation, above 0.</param>
    /// <param name="testShare">Fraction of the segments for testing, above 0; both together below 1.</param>
    /// <param name="seed">Random seed; equal seeds give equal splits of equal data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fractions are out of range.</exception>
    /// <exception cref="DatasetException">A genre has fewer than three segments.</exception>
    public static DataSplit Segments(FeatureSet data, double validationShare, double testShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationShare);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationShare + testShare, 1, nameof(testShare));
        var random = new SeededRandom(seed);
        var letters = data.Tracks.ToDictionary(t => t.Id, t => new char[data.SegmentsOf([t.Id]).Length], StringComparer.Ordinal);
        for (int label = 0; label < data.Genres.Count; label++)
        {
            (string Track, int Segment)[] segments = [.. data.Tracks.Where(t => t.Label == label).OrderBy(t => t.Id, StringComparer.Ordinal)
                .SelectMany(t => letters[t.Id].Select((_, i) => (t.Id, i)))];
            if (segments.Length < FewestSegments)
            {
                throw new DatasetException(
                    $"The genre {data.Genres[label]} has {Plural.Of(segments.Length, "segment")}, but a split into train, validation and test needs at least {FewestSegments}: add tracks.");
            }

            random.Fork((ulong)label).Shuffle<(string Track, int Segment)>(segments);
            int testCount = Math.Clamp((int)Math.Round(testShare * segments.Length), 1, segments.Length - 2);
            int validationCount = Math.Clamp((int)Math.Round(validationShare * segments.Length), 1, segments.Length - testCount - 1);
            for (int i = 0; i < segments.Length; i++)
            {
                SplitPart part = i < testCount ? SplitPart.Test : i < testCount + validationCount ? SplitPart.Validation : SplitPart.Train;
                letters[segments[i].Track][segments[i].Segment] = DataSplit.LetterOf(part);
            }
        }

        var parts = new SortedDictionary<string, string>(letters.ToDictionary(l => l.Key, l => new string(l.Value)), StringComparer.Ordinal);
        return SplitReview.Complete(Of(parts) with { Seed = seed }, data);
    }

    /// <summary>Creates the split from the part letters of the segments.</summary>
    internal static DataSplit Of(IReadOnlyDictionary<string, string> letters)
    {
        return new DataSplit
        {
            Kind = SplitKind.LeakySegments,
            Train = With(SplitPart.Train),
            Validation = With(SplitPart.Validation),
            Test = With(SplitPart.Test),
            Segments = letters,
        };

        string[] With(SplitPart part) => [.. letters.Where(l => l.Value.Contains(DataSplit.LetterOf(part), StringComparison.Ordinal)).Select(l => l.Key).Order(StringComparer.Ordinal)];
    }
}
