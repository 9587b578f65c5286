using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Computes coverage and accuracy at several confidence thresholds, with less confident predictions reported as unknown.</summary>
public static class ConfidenceLevels
{
    /// <summary>Number of thresholds, from 0 to 0.9.</summary>
    private const int Steps = 10;

    /// <summary>Computes one level per confidence threshold, from 0 to 0.9 in steps of a tenth.</summary>
    /// <param name="tracks">The predictions for complete tracks.</param>
    /// <returns>The levels; empty if there are no tracks.</returns>
    public static IReadOnlyList<ConfidenceLevel> Of(IReadOnlyList<TrackPrediction> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        return tracks.Count == 0 ? [] : [.. Enumerable.Range(0, Steps).Select(step => Of(tracks, (double)step / Steps))];
    }

    private static ConfidenceLevel Of(IReadOnlyList<TrackPrediction> tracks, double confidence)
    {
        TrackPrediction[] answered = [.. tracks.Where(t => t.Confidence >= confidence)];
        return new ConfidenceLevel
        {
            Confidence = confidence,
            Answered = (double)answered.Length / tracks.Count,
            Accuracy = answered.Length == 0 ? null : (double)answered.Count(t => t.Predicted == t.Label) / answered.Length,
        };
    }
}
