namespace GenreNet.Training.Evaluation;

/// <summary>What a cross-validation says about a track: the answer of the model that was not fitted on it.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Actual">Its genre.</param>
/// <param name="Segments">How many of its segments were classified.</param>
/// <param name="Probabilities">Probability of each genre, in the order of the report's genres.</param>
public sealed record OutOfFoldAnswer(string Track, string Actual, int Segments, IReadOnlyList<double> Probabilities);
