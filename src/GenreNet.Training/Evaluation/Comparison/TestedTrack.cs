namespace GenreNet.Training.Evaluation;

/// <summary>Represents the answer of a run for a track.</summary>
/// <param name="Genre">The actual genre.</param>
/// <param name="IsRight">Whether the prediction from the mean of the probabilities is correct.</param>
public readonly record struct TestedTrack(string Genre, bool IsRight);
