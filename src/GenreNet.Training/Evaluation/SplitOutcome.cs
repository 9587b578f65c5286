using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Represents the results of one kind of split, with one run per seed.</summary>
/// <param name="Name">Name of the kind of split: leaky-segments, by-track, published.</param>
/// <param name="Description">A description of the split of the first seed.</param>
/// <param name="IsLeaky">Whether its figures are inflated.</param>
/// <param name="SegmentAccuracies">Segment accuracy for each seed, 0 to 1.</param>
/// <param name="TrackAccuracies">Track accuracy for each seed, 0 to 1.</param>
/// <param name="SegmentAccuracy">Mean segment accuracy over the seeds.</param>
/// <param name="SegmentDeviation">Sample standard deviation of the segment accuracy over the seeds; null for a single seed.</param>
/// <param name="TrackAccuracy">Mean track accuracy over the seeds.</param>
/// <param name="TrackDeviation">Sample standard deviation of the track accuracy over the seeds; null for a single seed.</param>
/// <param name="TestTracks">Number of tracks with a segment in the test part of the first seed.</param>
/// <param name="TestSegments">Number of segments in the test part of the first seed.</param>
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
    /// <summary>Combines the results of the seeds.</summary>
    /// <param name="name">Name of the kind of split.</param>
    /// <param name="split">The split of the first seed.</param>
    /// <param name="results">The result of each seed on its test part; at least one.</param>
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
