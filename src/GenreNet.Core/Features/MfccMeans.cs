using GenreNet.Core.Features.Summary;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// The mean MFCCs of a clip, from features of any kind: a few numbers that tell whether what is heard now is like what was heard before. Those of one
/// kind of features compare with each other, not with those of another kind. Not thread-safe.
/// </summary>
public sealed class MfccMeans
{
    /// <summary>How many coefficients at most.</summary>
    public const int MostCoefficients = 13;

    private static readonly int[] SummaryColumns = [.. Enumerable.Range(1, MostCoefficients).Select(i => Position($"mfcc{i}_mean"))];

    private readonly FeatureOptions _options;
    private readonly int[] _columns;
    private readonly DiscreteCosineTransform? _transform;
    private readonly double[] _sums;
    private long _rows;

    /// <summary>Begins a clip.</summary>
    /// <param name="options">What the features are.</param>
    public MfccMeans(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _columns = Columns(options);
        Count = Math.Min(MostCoefficients, _columns.Length);
        _transform = options.LogMel is not null ? new DiscreteCosineTransform(_columns.Length, Count) : null;
        _sums = new double[_columns.Length];
    }

    /// <summary>How many coefficients there are: 13, or fewer where the features hold fewer.</summary>
    public int Count { get; }

    /// <summary>Takes segments into account.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    public void Add(ReadOnlySpan<float> features)
    {
        int width = _options.CoefficientCount;
        for (int row = 0; row + width <= features.Length; row += width)
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                _sums[i] += features[row + _columns[i]];
            }

            _rows++;
        }
    }

    /// <summary>The means over all frames of the segments, coefficient 1 (loudness) first; zeros where there was no segment.</summary>
    /// <remarks>The mean of summaries is that of the segments' means. The transform of mel bands is linear, so that of their mean is the mean of theirs.</remarks>
    public float[] Compute()
    {
        float[] means = Array.ConvertAll(_sums, sum => (float)(sum / Math.Max(1, _rows)));
        if (_transform is null)
        {
            return means[..Count];
        }

        float[] coefficients = new float[Count];
        _transform.Apply(means, coefficients);
        return coefficients;
    }

    private static int[] Columns(FeatureOptions options) => options.Kind switch
    {
        FeatureKind.Summary => SummaryColumns,
        FeatureKind.Mfcc => [.. Enumerable.Range(0, Math.Min(MostCoefficients, options.CoefficientCount))],
        _ => [.. Enumerable.Range(0, options.CoefficientCount)],
    };

    private static int Position(string name) => SummaryExtractor.ColumnNames.Index().First(column => column.Item == name).Index;
}
