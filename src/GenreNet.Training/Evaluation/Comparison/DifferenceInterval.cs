namespace GenreNet.Training.Evaluation;

/// <summary>Between which values a difference of two accuracies lies, with a certainty of 95 %.</summary>
/// <param name="Low">Lower end, -1 to 1.</param>
/// <param name="High">Upper end, -1 to 1.</param>
public readonly record struct DifferenceInterval(double Low, double High);
