using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Represents the prediction of the model for a test track.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Actual">The actual genre.</param>
/// <param name="Predicted">The predicted genre.</param>
/// <param name="Confidence">The mean probability of the predicted genre, 0 to 1.</param>
/// <param name="ActualProbability">The mean probability of the actual genre, 0 to 1.</param>
internal sealed record TrackAnswer(string Track, string Actual, string Predicted, double Confidence, double ActualProbability)
{
    /// <summary>Whether the track was classified correctly.</summary>
    public bool IsRight => Actual == Predicted;

    /// <summary>Returns the predictions for the test tracks.</summary>
    /// <param name="table">The predictions for the validation and test tracks.</param>
    public static IReadOnlyList<TrackAnswer> Of(PredictionTable table) =>
        [.. table.Rows.Where(r => r.Part == SplitPart.Test)
            .Select(r => new TrackAnswer(r.Track, table.Genres[r.Actual], table.Genres[r.Predicted], r.Confidence, r.Probabilities[r.Actual]))];
}
