namespace GenreNet.Training.Evaluation;

/// <summary>How a model does on one genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Precision">By segment: of what was given this name, the share that has it.</param>
/// <param name="Recall">By segment: of what has this name, the share that was given it.</param>
/// <param name="F1">By segment: harmonic mean of the two.</param>
/// <param name="Segments">Segments of this genre.</param>
/// <param name="Tracks">Tracks of this genre.</param>
/// <param name="TrackRecall">By track, through the mean of the probabilities: recall.</param>
/// <param name="TrackPrecision">By track: precision; null in reports of earlier versions.</param>
/// <param name="TrackF1">By track: harmonic mean of the two; null in reports of earlier versions.</param>
public sealed record GenreReport(
    string Genre, double Precision, double Recall, double F1, int Segments, int Tracks, double TrackRecall, double? TrackPrecision = null, double? TrackF1 = null)
{
    /// <summary>Takes the figures of one genre out of the matrices.</summary>
    internal static GenreReport From(EvaluationResult result, string genre, int index) => new(
        genre,
        result.Segments.Precision(index),
        result.Segments.Recall(index),
        result.Segments.F1(index),
        result.Segments.Support(index),
        result.Tracks.Support(index),
        result.Tracks.Recall(index),
        result.Tracks.Precision(index),
        result.Tracks.F1(index));
}
