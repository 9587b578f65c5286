namespace GenreNet.Training.Evaluation;

/// <summary>Represents how well the confidence of a model matches its accuracy, in the form that is saved as JSON.</summary>
/// <param name="Error">Expected calibration error by segment, 0 to 1.</param>
/// <param name="TrackError">Expected calibration error by track, where the confidence is pooled over segments, 0 to 1.</param>
/// <param name="NegativeLogLikelihood">Negative log-likelihood by segment, in nats.</param>
/// <param name="BrierScore">Brier score by segment, 0 to 2.</param>
/// <param name="Bins">The reliability curve by segment.</param>
/// <param name="Temperature">Divisor of the model's logits before the softmax; null if unknown.</param>
public sealed record CalibrationReport(
    double Error, double TrackError, double NegativeLogLikelihood, double BrierScore, IReadOnlyList<CalibrationBin> Bins, double? Temperature)
{
    /// <summary>Creates the report of a result.</summary>
    internal static CalibrationReport From(EvaluationResult result) => new(
        result.Calibration.Error,
        result.TrackCalibration.Error,
        result.Calibration.NegativeLogLikelihood,
        result.Calibration.BrierScore,
        result.Calibration.Bins,
        result.Temperature);
}
