using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// The mean MFCCs of a clip, from features of any kind: a few numbers that tell whether what is heard now is like what was heard before. Those of one
/// kind of features compare with each other, not with those of another kind. Of joined features the first view counts; embeddings have no MFCCs. Not
/// thread-safe.
/// </summary>
public sealed class MfccMeans
{
    /// <summary>How many coefficients at most.</summary>
    public const int MostCoefficients = 13;

    private static readonly int[] SummaryColumns = [.. Enumerable.Range(1, MostCoefficients).Select(i => Position($"mfcc{i}_mean"))];

    private readonly int[] _columns;

    // Numbers from one stretch of frames to the next, how many of them count, and how many a frame has.
    private readonly int _step;
    private readonly int _used;
    private readonly int _width;
    private readonly DiscreteCosineTransform? _transform;
    private readonly double[] _sums;
    private long _rows;

    /// <summary>Begins a clip.</summary>
    /// <param name="options">What the features are.</param>
    public MfccMeans(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FeatureOptions view = options.Views?[0] ?? options;
        _width = view.CoefficientCount;
        _used = options.Views is null ? _width : view.ValuesPerSegment;
        _step = options.CoefficientCount;
        _columns = Columns(view);
        Count = Math.Min(MostCoefficients, _columns.Length);
        _transform = view.LogMel is not null ? new DiscreteCosineTransform(_columns.Length, Count) : null;
        _sums = new double[_columns.Length];
    }

    /// <summary>How many coefficients there are: 13, or fewer where the features hold fewer; none of embeddings.</summary>
    public int Count { get; }

    /// <summary>Takes segments into account.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    public void Add(ReadOnlySpan<float> features)
    {
        for (int segment = 0; segment + _step <= features.Length; segment += _step)
        {
            for (int row = segment; row < segment + _used; row += _width)
            {
                for (int i = 0; i < _columns.Length; i++)
                {
                    _sums[i] += features[row + _columns[i]];
                }

                _rows++;
            }
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
        FeatureKind.Embedding => [],
        FeatureKind.Mfcc => [.. Enumerable.Range(0, Math.Min(MostCoefficients, options.CoefficientCount))],
        _ => [.. Enumerable.Range(0, options.CoefficientCount)],
    };

    private static int Position(string name) => SummaryExtractor.ColumnNames.Index().First(column => column.Item == name).Index;
}
