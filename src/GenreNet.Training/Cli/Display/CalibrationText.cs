using System.Globalization;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Describes the calibration of a model for the user.</summary>
internal static class CalibrationText
{
    /// <summary>Describes the calibration on a card, in one sentence without the final full stop.</summary>
    public static string Of(ModelCard card) => card.LabelCalibration is { } labels
        ? $"{labels.Genres.Count} of {card.Genres.Count} genres {Plural.Choose(labels.Genres.Count, "is", "are")} calibrated on {labels.FittedOn}"
        : Of(card.Calibration!);

    /// <summary>Describes a temperature, in one sentence without the final full stop.</summary>
    public static string Of(CalibrationFacts calibration) => calibration.Remark is { } remark
        ? $"Temperature not fitted: {remark}"
        : string.Create(CultureInfo.InvariantCulture, $"Temperature {calibration.Temperature:0.00} fitted on {calibration.FittedOn}; expected calibration error {calibration.ErrorBefore:0.0 %} before, {calibration.ErrorAfter:0.0 %} after");
}
