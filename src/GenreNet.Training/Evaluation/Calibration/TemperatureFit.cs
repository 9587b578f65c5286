namespace GenreNet.Training.Evaluation;

/// <summary>What <see cref="TemperatureScaling.Fit"/> gives back.</summary>
/// <param name="Temperature">What to divide logits by: from <see cref="TemperatureScaling.Smallest"/> to <see cref="TemperatureScaling.Largest"/>.</param>
/// <param name="Before">The segments with a temperature of 1.</param>
/// <param name="After">The segments with the temperature.</param>
/// <param name="Remark">Why the temperature was left at 1; null where it was fitted.</param>
public sealed record TemperatureFit(double Temperature, CalibrationCounts Before, CalibrationCounts After, string? Remark);
