using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>A line of <c>predictions.csv</c>: what the model of a run said about a track that it was not fitted on.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Part">Validation or test.</param>
/// <param name="Segments">Segments of it that were counted.</param>
/// <param name="Actual">What it is: index of the genre.</param>
/// <param name="Predicted">What it was taken for: index of the genre of the largest mean probability.</param>
/// <param name="Confidence">The mean probability of that genre, 0 to 1.</param>
/// <param name="Probabilities">Mean probability of each genre, 0 to 1.</param>
public sealed record PredictionRow(
    string Track, SplitPart Part, int Segments, int Actual, int Predicted, double Confidence, IReadOnlyList<double> Probabilities)
{
    /// <summary>Whether it was named rightly.</summary>
    public bool IsRight => Actual == Predicted;
}
