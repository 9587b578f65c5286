using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Measures the novelty of summaries: compares their columns with the standardisation statistics of the training clips.</summary>
internal sealed class SummaryNovelty : NoveltyMeter
{
    // Of 710 summaries of 30 s, 3 exceed the first limit; of 552 clips in segments of 2 s, 1 exceeds the second: docs/default-model.md.
    private const double LimitOfWholeClips = 2;
    private const double LimitOfSegments = 1.75;

    // Same floor as in the network's logarithm of variances.
    private const double Floor = 1e-10;

    private static readonly string[] LoudnessColumns = ["rms_mean", "rms_var", "mfcc1_mean"];

    private readonly List<Column> _columns = [];
    private readonly double _windowSeconds;
    private readonly double _limit;

    /// <summary>Initialises the meter from the standardisation.</summary>
    /// <param name="standardization">Mean and deviation of each column over the training segments.</param>
    /// <param name="windowSeconds">Length of these segments in seconds.</param>
    public SummaryNovelty(Standardization standardization, double windowSeconds)
    {
        _windowSeconds = windowSeconds;
        // The mean over many segments varies less from clip to clip than the summary of one long segment.
        _limit = windowSeconds < FullSeconds ? LimitOfSegments : LimitOfWholeClips;
        IReadOnlyList<string> names = SummaryExtractor.ColumnNames;
        // A variance is not negative, but the logarithm of the level's variance always is, so the card shows whether its network takes
        // logarithms.
        bool isLogarithmic = standardization.Mean.Span[IndexOf("rms_var", names)] < 0;
        for (int i = 0; i < names.Count; i++)
        {
            if (!LoudnessColumns.Contains(names[i]))
            {
                bool isVariance = names[i].EndsWith("_var", StringComparison.Ordinal);
                (double mean, double deviation) = (standardization.Mean.Span[i], standardization.Deviation.Span[i]);
                (mean, deviation) = isVariance && !isLogarithmic ? LogNormal(mean, deviation) : (mean, deviation);
                _columns.Add(new Column(i, isVariance, mean, deviation));
            }
        }
    }

    // Variances of windows shorter than those of the training are small, regardless of the length of the clip.
    public override double LimitOf(double clipSeconds, double windowSeconds) =>
        RisingLimit(Math.Min(clipSeconds, windowSeconds), Math.Min(_windowSeconds, FullSeconds));

    public override double Measure(ReadOnlySpan<float> segment)
    {
        double sum = 0;
        foreach (Column column in _columns)
        {
            double value = column.IsVariance ? Math.Log(Math.Max(segment[column.Index], Floor)) : segment[column.Index];
            sum += Square((value - column.Mean) / column.Deviation);
        }

        return Math.Sqrt(sum / _columns.Count) / _limit;
    }

    private static int IndexOf(string column, IReadOnlyList<string> names)
    {
        int index = 0;
        while (names[index] != column)
        {
            index++;
        }

        return index;
    }

    /// <summary>Computes the mean and deviation of the logarithm of a log-normal variable from its mean and deviation.</summary>
    private static (double Mean, double Deviation) LogNormal(double mean, double deviation)
    {
        double ratio = deviation / Math.Max(mean, Floor);
        double variance = Math.Log(1 + (ratio * ratio));
        return (Math.Log(Math.Max(mean, Floor)) - (variance / 2), Math.Sqrt(Math.Max(variance, Floor)));
    }

    /// <summary>Holds the statistics of a column.</summary>
    /// <param name="Index">Index of the column in a summary.</param>
    /// <param name="IsVariance">Whether the logarithm of the column is measured.</param>
    /// <param name="Mean">Mean over the training segments, of the logarithm if it is measured.</param>
    /// <param name="Deviation">Standard deviation accordingly.</param>
    private sealed record Column(int Index, bool IsVariance, double Mean, double Deviation);
}
