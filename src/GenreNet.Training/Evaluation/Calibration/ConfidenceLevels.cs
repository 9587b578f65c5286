using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Counts what is left, and how much of it is right, if the less sure answers are called unknown.</summary>
public static class ConfidenceLevels
{
    /// <summary>From nothing left out to nine tenths.</summary>
    private const int Steps = 10;

    /// <summary>One level for each tenth of confidence, from 0 to 0.9.</summary>
    /// <param name="tracks">The answers for whole tracks.</param>
    /// <returns>Nothing where there are no tracks.</returns>
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
