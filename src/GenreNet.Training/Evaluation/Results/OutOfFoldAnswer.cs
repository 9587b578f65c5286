namespace GenreNet.Training.Evaluation;

/// <summary>Represents an out-of-fold prediction for a track: the prediction of the model that was fitted without it.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Actual">The actual genre of the track.</param>
/// <param name="Segments">Number of classified segments.</param>
/// <param name="Probabilities">The probability of each genre, in the order of the report's genres.</param>
public sealed record OutOfFoldAnswer(string Track, string Actual, int Segments, IReadOnlyList<double> Probabilities);
