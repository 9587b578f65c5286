using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Cli;

/// <summary>Splits rows of several features into one array per feature.</summary>
/// <param name="features">The features in a row.</param>
/// <param name="targets">The target of each feature; null if only its deltas are needed.</param>
/// <param name="filters">The filters that compute deltas of MFCCs.</param>
/// <param name="mfcc">Index of the MFCC feature.</param>
internal sealed class ColumnSink(FrameOptions[] features, NpyColumns?[] targets, DeltaFilter[] filters, int mfcc)
{
    private readonly int _rowLength = features.Sum(f => f.ValueCount);
    private float[] _values = [];

    /// <summary>Writes frames.</summary>
    public void Write(ReadOnlySpan<float> rows)
    {
        int frames = rows.Length / _rowLength;
        int start = 0;
        for (int i = 0; i < features.Length; i++)
        {
            int width = features[i].ValueCount;
            ReadOnlySpan<float> values = Gather(rows, frames, start, width);
            targets[i]?.Write(values);
            foreach (DeltaFilter filter in i == mfcc ? filters : [])
            {
                filter.Write(values);
            }

            start += width;
        }
    }

    private ReadOnlySpan<float> Gather(ReadOnlySpan<float> rows, int frames, int start, int width)
    {
        if (width == _rowLength)
        {
            return rows;
        }

        _values = _values.Length >= frames * width ? _values : new float[frames * width];
        for (int frame = 0; frame < frames; frame++)
        {
            rows.Slice((frame * _rowLength) + start, width).CopyTo(_values.AsSpan(frame * width));
        }

        return _values.AsSpan(0, frames * width);
    }
}
