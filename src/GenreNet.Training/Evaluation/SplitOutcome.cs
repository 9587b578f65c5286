using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>What a recipe reaches with one way to split, once for each seed.</summary>
/// <param name="Name">What the way is called: leaky-segments, by-track, published.</param>
/// <param name="Description">The split of the first seed in words.</param>
/// <param name="IsLeaky">Whether its figures are inflated.</param>
/// <param name="SegmentAccuracies">Accuracy by segment for each seed, 0 to 1.</param>
/// <param name="TrackAccuracies">Accuracy by track for each seed, 0 to 1.</param>
/// <param name="SegmentAccuracy">Mean of the seeds.</param>
/// <param name="SegmentDeviation">How far the seeds lie apart (standard deviation of a sample); null for a single seed.</param>
/// <param name="TrackAccuracy">Mean of the seeds.</param>
/// <param name="TrackDeviation">How far the seeds lie apart; null for a single seed.</param>
/// <param name="TestTracks">Tracks with a segment in the test part, with the first seed.</param>
/// <param name="TestSegments">Segments in the test part, with the first seed.</param>
public sealed record SplitOutcome(
    string Name,
    string Description,
    bool IsLeaky,
    IReadOnlyList<double> SegmentAccuracies,
    IReadOnlyList<double> TrackAccuracies,
    double SegmentAccuracy,
    double? SegmentDeviation,
    double TrackAccuracy,
    double? TrackDeviation,
    int TestTracks,
    int TestSegments)
{
    /// <summary>Puts the seeds together.</summary>
    /// <param name="name">What the way is called.</param>
    /// <param name="split">The split of the first seed.</param>
    /// <param name="results">What each seed gives on its test part; one or more.</param>
    public static SplitOutcome Of(string name, DataSplit split, IReadOnlyList<EvaluationResult> results)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(results);
        double[] segments = [.. results.Select(r => r.Segments.Accuracy)];
        double[] tracks = [.. results.Select(r => r.Tracks.Accuracy)];
        return new SplitOutcome(
            name,
            split.Describe(),
            split.IsLeaky,
            segments,
            tracks,
            segments.Average(),
            Deviation(segments),
            tracks.Average(),
            Deviation(tracks),
            results[0].Tracks.Total,
            results[0].Segments.Total);
    }

    private static double? Deviation(double[] values) => values.Length < 2 ? null : MeanDeviation.Of(values).Deviation;
}
