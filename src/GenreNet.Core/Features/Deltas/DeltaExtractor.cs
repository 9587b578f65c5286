using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes deltas of features in memory. Immutable and thread-safe.</summary>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var mfcc = new FeatureExtractor(MfccOptions.Default);
/// float[] rows = mfcc.Extract(AudioBuffer.Load("song.wav", sampleRate: 22050).Samples.Span);
/// float[] deltas = new DeltaExtractor(DeltaOptions.Delta).Extract(rows, mfcc.ValueCount);
/// </code>
/// </example>
/// <seealso cref="DeltaFilter"/>
/// <seealso cref="FeatureExtractor"/>
public sealed class DeltaExtractor
{
    /// <summary>Initializes an extractor and computes its weights.</summary>
    /// <param name="options">Delta settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range.</exception>
    public DeltaExtractor(DeltaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        Weights = SavitzkyGolay.Derivative(options.Width, options.Order);
    }

    /// <summary>Gets the delta settings.</summary>
    public DeltaOptions Options { get; }

    /// <summary>Gets the weight of each frame of a window.</summary>
    internal float[] Weights { get; }

    /// <summary>Computes the deltas of all frames.</summary>
    /// <param name="rows">Features, <c>[frames, values]</c>, in row-major order.</param>
    /// <param name="valueCount">Number of values per frame, one or more.</param>
    /// <returns>An array of the same length, in the unit of the values per frame (per frame squared, and so on).</returns>
    /// <exception cref="ArgumentException">
    /// The length is not a multiple of <paramref name="valueCount"/>, or there are fewer frames than a window has and edges are
    /// interpolated.
    /// </exception>
    public float[] Extract(ReadOnlySpan<float> rows, int valueCount)
    {
        var deltas = new float[rows.Length];
        int written = 0;
        var filter = new DeltaFilter(this, valueCount, row =>
        {
            row.CopyTo(deltas.AsSpan(written));
            written += row.Length;
        });
        filter.Write(rows);
        filter.Complete();
        return deltas;
    }
}
