using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>Represents the performance of a model on labelled segments, by segment and by track.</summary>
/// <param name="Genres">The genres, in the order of the matrices.</param>
/// <param name="Segments">Confusion matrix of single segments.</param>
/// <param name="Tracks">Confusion matrix of tracks, predicted by the largest pooled probability over segments.</param>
public sealed record EvaluationResult(IReadOnlyList<string> Genres, ConfusionMatrix Segments, ConfusionMatrix Tracks)
{
    /// <summary>Confusion matrix of tracks by majority vote; see <see cref="TrackPrediction.Voted"/>.</summary>
    public ConfusionMatrix Votes { get; init; } = new(Genres.Count);

    /// <summary>Number of segments whose genre is among the two most probable.</summary>
    public int SegmentsInTop2 { get; init; }

    /// <summary>Number of tracks whose genre is among the two with the largest mean probabilities.</summary>
    public int TracksInTop2 { get; init; }

    /// <summary>Calibration statistics by segment.</summary>
    public CalibrationCounts Calibration { get; init; } = new();

    /// <summary>Calibration statistics by track.</summary>
    public CalibrationCounts TrackCalibration { get; init; } = new();

    /// <summary>Divisor of the model's logits before the softmax; null if unknown.</summary>
    public double? Temperature { get; init; }

    /// <summary>The prediction for each track, in the order of the data.</summary>
    public IReadOnlyList<TrackPrediction> Predictions { get; init; } = [];

    /// <summary>The four accuracy figures for the model card.</summary>
    public AccuracyFigures Figures => new()
    {
        SegmentAccuracy = Segments.Accuracy,
        TrackAccuracy = Tracks.Accuracy,
        Segments = Segments.Total,
        Tracks = Tracks.Total,
    };

    /// <summary>Combines the predictions of several models, such as those of cross-validation folds.</summary>
    /// <param name="results">At least one result; all with the same genres.</param>
    public static EvaluationResult Together(IReadOnlyList<EvaluationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var sum = new EvaluationResult(results[0].Genres, new ConfusionMatrix(results[0].Genres.Count), new ConfusionMatrix(results[0].Genres.Count))
        {
            SegmentsInTop2 = results.Sum(r => r.SegmentsInTop2),
            TracksInTop2 = results.Sum(r => r.TracksInTop2),
            Predictions = [.. results.SelectMany(r => r.Predictions)],
        };
        foreach (EvaluationResult result in results)
        {
            sum.Segments.Add(result.Segments);
            sum.Tracks.Add(result.Tracks);
            sum.Votes.Add(result.Votes);
            sum.Calibration.Add(result.Calibration);
            sum.TrackCalibration.Add(result.TrackCalibration);
        }

        return sum;
    }
}
