using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Represents a row of <c>predictions.csv</c>: the prediction of a run's model for a track that it was not fitted on.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Part">Validation or test.</param>
/// <param name="Segments">Number of evaluated segments of the track.</param>
/// <param name="Actual">Index of the actual genre.</param>
/// <param name="Predicted">Index of the predicted genre: the genre with the largest mean probability.</param>
/// <param name="Confidence">The mean probability of the predicted genre, 0 to 1.</param>
/// <param name="Probabilities">Mean probability of each genre, 0 to 1.</param>
public sealed record PredictionRow(
    string Track, SplitPart Part, int Segments, int Actual, int Predicted, double Confidence, IReadOnlyList<double> Probabilities)
{
    /// <summary>Whether the track was classified correctly.</summary>
    public bool IsRight => Actual == Predicted;
}
