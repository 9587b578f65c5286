namespace GenreNet.Training.Evaluation;

/// <summary>Represents the result of <see cref="TemperatureScaling.Fit"/>.</summary>
/// <param name="Temperature">Divisor of the logits, from <see cref="TemperatureScaling.Smallest"/> to <see
/// cref="TemperatureScaling.Largest"/>.</param>
/// <param name="Before">Calibration with a temperature of 1.</param>
/// <param name="After">Calibration with the fitted temperature.</param>
/// <param name="Remark">Why the temperature was left at 1; null if it was fitted.</param>
public sealed record TemperatureFit(double Temperature, CalibrationCounts Before, CalibrationCounts After, string? Remark);
