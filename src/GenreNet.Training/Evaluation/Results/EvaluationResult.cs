using GenreNet.Inference;

namespace GenreNet.Training.Evaluation;

/// <summary>How a model does on labelled segments, by segment and by track.</summary>
/// <param name="Genres">Genres in the order of the matrices.</param>
/// <param name="Segments">Answers for single segments.</param>
/// <param name="Tracks">Answers for whole tracks: the largest mean of the segments' probabilities.</param>
public sealed record EvaluationResult(IReadOnlyList<string> Genres, ConfusionMatrix Segments, ConfusionMatrix Tracks)
{
    /// <summary>Answers for whole tracks by majority vote: see <see cref="TrackPrediction.Voted"/>.</summary>
    public ConfusionMatrix Votes { get; init; } = new(Genres.Count);

    /// <summary>Segments whose genre is one of the two most probable.</summary>
    public int SegmentsInTop2 { get; init; }

    /// <summary>Tracks whose genre is one of the two of the largest mean probabilities.</summary>
    public int TracksInTop2 { get; init; }

    /// <summary>Confidence against truth by segment.</summary>
    public CalibrationCounts Calibration { get; init; } = new();

    /// <summary>Confidence against truth by track.</summary>
    public CalibrationCounts TrackCalibration { get; init; } = new();

    /// <summary>What the model divides its logits by before the softmax; null where it is not known.</summary>
    public double? Temperature { get; init; }

    /// <summary>The answer for each track, in the order of the data.</summary>
    public IReadOnlyList<TrackPrediction> Predictions { get; init; } = [];

    /// <summary>The four figures that go on the model card.</summary>
    public AccuracyFigures Figures => new()
    {
        SegmentAccuracy = Segments.Accuracy,
        TrackAccuracy = Tracks.Accuracy,
        Segments = Segments.Total,
        Tracks = Tracks.Total,
    };

    /// <summary>Counts the answers of several models together, such as those of the folds of a cross-validation.</summary>
    /// <param name="results">One or more, of the same genres.</param>
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
