namespace GenreNet.Training.Evaluation;

/// <summary>Represents the performance of a model on one genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Precision">Precision by segment: the share of segments predicted as this genre that belong to it.</param>
/// <param name="Recall">Recall by segment: the share of segments of this genre that are predicted as such.</param>
/// <param name="F1">F1 by segment: the harmonic mean of precision and recall.</param>
/// <param name="Segments">Number of segments of this genre.</param>
/// <param name="Tracks">Number of tracks of this genre.</param>
/// <param name="TrackRecall">Recall by track, from the pooled probabilities.</param>
/// <param name="TrackPrecision">Precision by track; null in reports of earlier versions.</param>
/// <param name="TrackF1">F1 by track; null in reports of earlier versions.</param>
public sealed record GenreReport(
    string Genre, double Precision, double Recall, double F1, int Segments, int Tracks, double TrackRecall, double? TrackPrecision = null, double? TrackF1 = null)
{
    /// <summary>Computes the figures of one genre from the confusion matrices.</summary>
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
