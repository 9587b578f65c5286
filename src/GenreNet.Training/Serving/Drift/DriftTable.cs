using System.Globalization;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Serving;

/// <summary>Builds the table of a comparison with the training data.</summary>
internal static class DriftTable
{
    /// <summary>Builds the table.</summary>
    /// <param name="title">The title.</param>
    /// <param name="observed">What is compared with the training data.</param>
    /// <param name="features">The MFCCs.</param>
    /// <param name="note">An explanatory sentence, or null.</param>
    public static ReportTable Of(string title, string observed, IEnumerable<FeatureDrift> features, string? note = null) => new(
        title,
        [new("MFCC"), new("training data", true), new(observed, true), new("distance", true), new("spread", true), new("drift")],
        [.. features.Select(Row)],
        note);

    private static string[] Row(FeatureDrift feature) =>
    [
        feature.Coefficient == 1 ? "1, loudness" : feature.Coefficient.ToString(CultureInfo.InvariantCulture),
        $"{Number(feature.TrainedMean)} ± {Number(feature.TrainedDeviation)}",
        $"{Number(feature.SeenMean)} ± {Number(feature.SeenDeviation)}",
        feature.Distance.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture),
        feature.Spread.ToString("0.00", CultureInfo.InvariantCulture),
        feature.IsDrift ? "DRIFT" : "no",
    ];

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
