namespace GenreNet.Core.Features;

/// <summary>Computes deltas of a stream of features, in the memory of two windows. Not thread-safe.</summary>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var mfcc = new FeatureExtractor(MfccOptions.Default);
/// var filter = new DeltaFilter(new DeltaExtractor(DeltaOptions.Delta), mfcc.ValueCount, row =&gt; Console.WriteLine(row[0]));
/// mfcc.Extract(() =&gt; AudioFile.Open("ten-hours.mp3"), filter.Write);
/// filter.Complete();
/// </code>
/// </example>
/// <seealso cref="DeltaExtractor"/>
public sealed class DeltaFilter
{
    private readonly DeltaExtractor _extractor;
    private readonly int _valueCount;
    private readonly Action<ReadOnlySpan<float>> _receive;
    private readonly float[][] _window;
    private readonly float[] _delta;
    private long _rowCount;

    /// <summary>Initializes a filter before the first frame.</summary>
    /// <param name="extractor">Provides the settings and weights.</param>
    /// <param name="valueCount">Number of values per frame, one or more.</param>
    /// <param name="receive">
    /// Receives the delta of each frame in order, <paramref name="valueCount"/> values; the span is valid only during the call.
    /// </param>
    public DeltaFilter(DeltaExtractor extractor, int valueCount, Action<ReadOnlySpan<float>> receive)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentNullException.ThrowIfNull(receive);
        ArgumentOutOfRangeException.ThrowIfLessThan(valueCount, 1);
        _extractor = extractor;
        _valueCount = valueCount;
        _receive = receive;
        _window = [.. Enumerable.Range(0, Width).Select(_ => new float[valueCount])];
        _delta = new float[valueCount];
    }

    /// <summary>Gets the length of the window in frames.</summary>
    internal int Width => _extractor.Options.Width;

    private int Half => Width / 2;

    private bool Interpolates => _extractor.Options.Edges == DeltaEdges.Interpolate;

    /// <summary>Processes the next frames.</summary>
    /// <param name="rows">Features, <c>[frames, values]</c>, in row-major order.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of values per frame.</exception>
    public void Write(ReadOnlySpan<float> rows)
    {
        if (rows.Length % _valueCount != 0)
        {
            throw new ArgumentException($"The number of values ({rows.Length}) is not a multiple of the row length ({_valueCount}).", nameof(rows));
        }

        for (; !rows.IsEmpty; rows = rows[_valueCount..])
        {
            ReadOnlySpan<float> row = rows[.._valueCount];
            bool isFirst = _rowCount == 0;
            for (int i = 0; isFirst && !Interpolates && i < Half; i++)
            {
                Push(row);
            }

            Push(row);
        }
    }

    /// <summary>Computes the deltas of the last frames. No frames can be written afterwards.</summary>
    /// <exception cref="ArgumentException">There were fewer frames than a window has, and edges are interpolated.</exception>
    public void Complete()
    {
        if (_rowCount == 0)
        {
            return;
        }

        if (!Interpolates)
        {
            float[] last = [.. _window[Place(_rowCount - 1)]];
            for (int i = 0; i < Half; i++)
            {
                Push(last);
            }

            return;
        }

        if (_rowCount < Width)
        {
            throw new ArgumentException($"A delta window of {Width} frames cannot be applied to {Plural.Of(_rowCount, "frame")}: use a longer clip, a narrower window, or the edges Nearest.");
        }

        for (int i = 0; i < Half; i++)
        {
            _receive(_delta);
        }
    }

    private int Place(long row) => (int)(row % Width);

    private void Push(ReadOnlySpan<float> row)
    {
        row.CopyTo(_window[Place(_rowCount)]);
        _rowCount++;
        if (_rowCount < Width)
        {
            return;
        }

        Array.Clear(_delta);
        for (int i = 0; i < Width; i++)
        {
            float[] past = _window[Place(_rowCount + i)];
            float weight = _extractor.Weights[i];
            for (int value = 0; value < _delta.Length; value++)
            {
                _delta[value] += weight * past[value];
            }
        }

        // The n-th derivative of a polynomial of degree n is constant over the window.
        int times = Interpolates && _rowCount == Width ? Half + 1 : 1;
        for (int i = 0; i < times; i++)
        {
            _receive(_delta);
        }
    }
}
