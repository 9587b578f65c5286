using GenreNet.Inference.Models;

namespace GenreNet.Training.Evaluation;

/// <summary>How a model does on labelled segments, by segment and by track.</summary>
/// <param name="Genres">Genres in the order of the matrices.</param>
/// <param name="Segments">Answers for single segments.</param>
/// <param name="Tracks">Answers for whole tracks: the largest mean of the segments' probabilities.</param>
public sealed record EvaluationResult(IReadOnlyList<string> Genres, ConfusionMatrix Segments, ConfusionMatrix Tracks)
{
    /// <summary>The four figures that go on the model card.</summary>
    public AccuracyFigures Figures => new()
    {
        SegmentAccuracy = Segments.Accuracy,
        TrackAccuracy = Tracks.Accuracy,
        Segments = Segments.Total,
        Tracks = Tracks.Total,
    };
}
