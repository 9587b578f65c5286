namespace GenreNet.Training.Evaluation;

/// <summary>How far the confidence of a model can be taken at its word, in the form that is saved as JSON.</summary>
/// <param name="Error">Expected calibration error by segment, 0 to 1.</param>
/// <param name="TrackError">The same by track, where the confidence is a mean over segments.</param>
/// <param name="NegativeLogLikelihood">By segment, in nats.</param>
/// <param name="BrierScore">By segment, 0 to 2.</param>
/// <param name="Bins">The reliability curve by segment.</param>
/// <param name="Temperature">What the model divides its logits by before the softmax; null where it is not known.</param>
public sealed record CalibrationReport(
    double Error, double TrackError, double NegativeLogLikelihood, double BrierScore, IReadOnlyList<CalibrationBin> Bins, double? Temperature)
{
    /// <summary>Makes the report of a result.</summary>
    internal static CalibrationReport From(EvaluationResult result) => new(
        result.Calibration.Error,
        result.TrackCalibration.Error,
        result.Calibration.NegativeLogLikelihood,
        result.Calibration.BrierScore,
        result.Calibration.Bins,
        result.Temperature);
}
