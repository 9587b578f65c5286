using System.Globalization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>What people are told of the temperature of a model.</summary>
internal static class CalibrationText
{
    /// <summary>One sentence without the full stop, about the calibration that a card has.</summary>
    public static string Of(ModelCard card) => card.LabelCalibration is { } labels
        ? $"{labels.Genres.Count} of {card.Genres.Count} genres are calibrated, fitted on {labels.FittedOn}"
        : Of(card.Calibration!);

    /// <summary>One sentence without the full stop.</summary>
    public static string Of(CalibrationFacts calibration) => calibration.Remark is { } remark
        ? $"Temperature not fitted: {remark}"
        : string.Create(CultureInfo.InvariantCulture, $"Temperature {calibration.Temperature:0.00} fitted on {calibration.FittedOn}: the calibration error there goes from {calibration.ErrorBefore:0.0 %} to {calibration.ErrorAfter:0.0 %}");
}
