namespace GenreNet.Training.Evaluation;

/// <summary>Represents the 95 % confidence interval of a difference of two accuracies.</summary>
/// <param name="Low">Lower end, -1 to 1.</param>
/// <param name="High">Upper end, -1 to 1.</param>
public readonly record struct DifferenceInterval(double Low, double High);
