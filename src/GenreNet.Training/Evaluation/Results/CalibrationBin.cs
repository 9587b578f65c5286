namespace GenreNet.Training.Evaluation;

/// <summary>Answers of about the same confidence: a point of the reliability curve.</summary>
/// <param name="Lower">The bin begins above this confidence, 0 to 1; the first one has 0 in it.</param>
/// <param name="Upper">And ends with this one.</param>
/// <param name="Count">Answers in it.</param>
/// <param name="Confidence">Their mean confidence; null where there are none.</param>
/// <param name="Accuracy">Share of them that is right; null where there are none.</param>
public sealed record CalibrationBin(double Lower, double Upper, int Count, double? Confidence, double? Accuracy);
