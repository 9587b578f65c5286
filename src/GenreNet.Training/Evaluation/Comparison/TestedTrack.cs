namespace GenreNet.Training.Evaluation;

/// <summary>What a run says about a track.</summary>
/// <param name="Genre">What it is.</param>
/// <param name="IsRight">Whether the run says so, by the mean of the probabilities.</param>
public readonly record struct TestedTrack(string Genre, bool IsRight);
