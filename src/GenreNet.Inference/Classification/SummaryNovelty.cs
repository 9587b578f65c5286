using GenreNet.Core.Features.Summary;
using GenreNet.Inference.Models;

namespace GenreNet.Inference.Classification;

/// <summary>The novelty of summaries: their columns against the standardisation, which is over the training clips.</summary>
internal sealed class SummaryNovelty : NoveltyMeter
{
    // Of 710 GTZAN rows 3 are above; docs/default-model.md.
    private const double Limit = 2;

    // As in the network's logarithm of variances.
    private const double Floor = 1e-10;

    private static readonly string[] LoudnessColumns = ["rms_mean", "rms_var", "mfcc1_mean"];

    private readonly (int Index, bool IsVariance, double Mean, double Deviation)[] _columns;

    public SummaryNovelty(Standardization standardization)
    {
        IReadOnlyList<string> names = SummaryExtractor.ColumnNames;
        // A variance is not negative, but the logarithm of that of the level always is: so the card shows whether its network takes logarithms.
        bool isLogarithmic = standardization.Mean[names.Index().First(column => column.Item == "rms_var").Index] < 0;
        _columns = [.. names.Index().Where(column => !LoudnessColumns.Contains(column.Item)).Select(column =>
        {
            bool isVariance = column.Item.EndsWith("_var", StringComparison.Ordinal);
            (double mean, double deviation) = (standardization.Mean[column.Index], standardization.Deviation[column.Index]);
            (mean, deviation) = isVariance && !isLogarithmic ? LogNormal(mean, deviation) : (mean, deviation);
            return (column.Index, isVariance, mean, deviation);
        })];
    }

    // Variances of short windows are small, however long the clip is.
    public override double LimitOf(double clipSeconds, double windowSeconds) => LimitOf(Math.Min(clipSeconds, windowSeconds));

    public override double Measure(ReadOnlySpan<float> segment)
    {
        double sum = 0;
        foreach ((int index, bool isVariance, double mean, double deviation) in _columns)
        {
            double value = isVariance ? Math.Log(Math.Max(segment[index], Floor)) : segment[index];
            sum += Square((value - mean) / deviation);
        }

        return Math.Sqrt(sum / _columns.Length) / Limit;
    }

    /// <summary>Mean and deviation of the logarithm of a log-normal value with a mean and a deviation.</summary>
    private static (double Mean, double Deviation) LogNormal(double mean, double deviation)
    {
        double ratio = deviation / Math.Max(mean, Floor);
        double variance = Math.Log(1 + (ratio * ratio));
        return (Math.Log(Math.Max(mean, Floor)) - (variance / 2), Math.Sqrt(Math.Max(variance, Floor)));
    }
}
