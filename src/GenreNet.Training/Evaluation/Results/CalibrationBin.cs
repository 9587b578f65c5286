namespace GenreNet.Training.Evaluation;

/// <summary>Represents predictions of similar confidence: one point of the reliability curve.</summary>
/// <param name="Lower">Lower bound of the confidence, exclusive, 0 to 1; the first bin includes 0.</param>
/// <param name="Upper">Upper bound of the confidence, inclusive.</param>
/// <param name="Count">Number of predictions in the bin.</param>
/// <param name="Confidence">Mean confidence of the predictions; null if there are none.</param>
/// <param name="Accuracy">Share of correct predictions; null if there are none.</param>
public sealed record CalibrationBin(double Lower, double Upper, int Count, double? Confidence, double? Accuracy);
