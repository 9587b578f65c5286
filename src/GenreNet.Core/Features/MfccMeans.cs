using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Computes the mean MFCCs of a clip from features of any kind: a compact measure of whether new audio resembles earlier audio. Means are
/// comparable only between features of the same kind. For joined features only the first view is used; embeddings have no MFCCs. Not
/// thread-safe.
/// </summary>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var pipeline = new FeaturePipeline(FeatureOptions.Default);
/// using AudioReader audio = AudioFile.Open("song.mp3");
/// FeatureClip clip = pipeline.Extract(audio);
/// var means = new MfccMeans(pipeline.Options);
/// for (int segment = 0; segment &lt; clip.SegmentCount; segment++)
/// {
///     means.Add(clip.Segment(segment));
/// }
///
/// Console.WriteLine(string.Join(' ', means.Compute()));
/// </code>
/// </example>
/// <seealso cref="FeaturePipeline"/>
public sealed class MfccMeans
{
    /// <summary>The maximum number of coefficients.</summary>
    public const int MaxCoefficientCount = 13;

    private static readonly int[] SummaryColumns = [.. Enumerable.Range(1, MaxCoefficientCount).Select(i => Position($"mfcc{i}_mean"))];

    private readonly int[] _columns;

    // Number of values from one group of frames to the next, number of them that are used, and number of values per frame.
    private readonly int _step;
    private readonly int _used;
    private readonly int _width;
    private readonly DiscreteCosineTransform? _transform;
    private readonly double[] _sums;
    private long _rows;

    /// <summary>Initializes the means for a new clip.</summary>
    /// <param name="options">Settings of the features.</param>
    public MfccMeans(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FeatureOptions view = options.Views?[0] ?? options;
        _width = view.CoefficientCount;
        _used = options.Views is null ? _width : view.ValuesPerSegment;
        _step = options.CoefficientCount;
        _columns = Columns(view);
        Count = Math.Min(MaxCoefficientCount, _columns.Length);
        _transform = view.LogMel is not null ? new DiscreteCosineTransform(_columns.Length, Count) : null;
        _sums = new double[_columns.Length];
    }

    /// <summary>Gets the number of coefficients: 13, or fewer if the features have fewer; 0 for embeddings.</summary>
    public int Count { get; }

    /// <summary>Adds segments to the means.</summary>
    /// <param name="features">Features, <c>[segments, frames, coefficients]</c>.</param>
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

    /// <summary>
    /// Computes the means over all frames of all segments, coefficient 1 (loudness) first; zeros if no segment was added.
    /// </summary>
    /// <remarks>
    /// For summaries, this is the mean of the segments' means. The cosine transform of mel bands is linear, so the transform of their mean
    /// equals the mean of their transforms.
    /// </remarks>
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
        FeatureKind.Mfcc => [.. Enumerable.Range(0, Math.Min(MaxCoefficientCount, options.CoefficientCount))],
        _ => [.. Enumerable.Range(0, options.CoefficientCount)],
    };

    private static int Position(string name) => SummaryExtractor.ColumnNames.Index().First(column => column.Item == name).Index;
}
