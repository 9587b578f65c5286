using System.Text.Json;

namespace GenreNet.Training.Reports.Runs;

/// <summary>How far the model's confidence can be taken at its word, as <c>metrics.json</c> has it.</summary>
/// <param name="Error">Expected calibration error, 0 to 1.</param>
/// <param name="Bins">How confident it was, and how often it was right, where it was about as confident.</param>
/// <param name="Temperature">What the logits are divided by; null where nothing was fitted.</param>
internal sealed record CalibrationRecord(double Error, IReadOnlyList<CalibrationBinRecord> Bins, double? Temperature)
{
    /// <summary>Reads it.</summary>
    /// <param name="metrics">The whole file.</param>
    /// <returns>Null where the run was not calibrated.</returns>
    /// <exception cref="Exception">What <see cref="JsonElement"/> throws where something is of another kind.</exception>
    public static CalibrationRecord? Of(JsonElement metrics)
    {
        if (!metrics.TryGetProperty("calibration", out JsonElement calibration) || calibration.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return new CalibrationRecord(
            calibration.GetProperty("error").GetDouble(),
            [.. calibration.GetProperty("bins").EnumerateArray().Select(Bin).Where(b => b.Count > 0)],
            calibration.TryGetProperty("temperature", out JsonElement temperature) && temperature.ValueKind == JsonValueKind.Number ? temperature.GetDouble() : null);
    }

    private static CalibrationBinRecord Bin(JsonElement bin) => new(
        bin.GetProperty("lower").GetDouble(), bin.GetProperty("upper").GetDouble(), bin.GetProperty("count").GetInt32(), Share(bin, "confidence"), Share(bin, "accuracy"));

    // Empty bins have none.
    private static double Share(JsonElement bin, string name) => bin.TryGetProperty(name, out JsonElement share) && share.ValueKind == JsonValueKind.Number ? share.GetDouble() : 0;
}

/// <summary>Answers of about the same confidence.</summary>
/// <param name="Lower">Lowest confidence, 0 to 1.</param>
/// <param name="Upper">Highest confidence, 0 to 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">Share that is right.</param>
internal sealed record CalibrationBinRecord(double Lower, double Upper, int Count, double Confidence, double Accuracy);
