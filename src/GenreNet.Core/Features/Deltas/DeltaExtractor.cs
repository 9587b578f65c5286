using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes deltas of features in memory. Immutable and thread-safe.</summary>
public sealed class DeltaExtractor
{
    /// <summary>Computes the weights.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range.</exception>
    public DeltaExtractor(DeltaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        Weights = SavitzkyGolay.Derivative(options.Width, options.Order);
    }

    /// <summary>The settings.</summary>
    public DeltaOptions Options { get; }

    /// <summary>The weight of each frame of a window.</summary>
    internal float[] Weights { get; }

    /// <summary>Computes the deltas of all frames.</summary>
    /// <param name="rows"><c>[frames, values]</c>, row after row.</param>
    /// <param name="valueCount">Values of a frame, one or more.</param>
    /// <returns>As many numbers, in the unit of the values per frame (per frame squared, and so on).</returns>
    /// <exception cref="ArgumentException">Not a whole number of rows; or fewer frames than a window has, where edges are interpolated.</exception>
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
