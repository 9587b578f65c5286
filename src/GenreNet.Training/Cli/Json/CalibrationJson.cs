using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>JSON serialization of a calibration, in the form used on a card.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(CalibrationFacts))]
[JsonSerializable(typeof(LabelCalibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext
{
    /// <summary>Serializes the calibration of a card.</summary>
    /// <param name="card">A card that has a calibration.</param>
    public static string Of(ModelCard card) => card.LabelCalibration is { } labels
        ? JsonSerializer.Serialize(labels, Default.LabelCalibration)
        : JsonSerializer.Serialize(card.Calibration!, Default.CalibrationFacts);
}
