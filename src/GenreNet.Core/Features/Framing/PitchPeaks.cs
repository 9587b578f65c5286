using System.Buffers;

namespace GenreNet.Core.Features;

/// <summary>Collects spectral peaks and estimates the tuning from their pitches.</summary>
/// <remarks>
/// As in librosa.estimate_tuning: the most common deviation from the scale among the stronger half of the peaks, with a resolution of 0.01
/// pitch class.
/// </remarks>
internal sealed class PitchPeaks : IDisposable
{
    /// <summary>The number of distinguishable tunings: -0.50, -0.49, ..., 0.49.</summary>
    public const int TuningCount = 100;

    /// <summary>The step of tuning 0, used for a clip without peaks.</summary>
    public const int InTune = TuningCount / 2;

    private const float LowestOctaveHz = 440f / 16;

    // Half a minute of music has a few thousand peaks.
    private const int FirstRoom = 1 << 12;

    private float[] _hertz = ArrayPool<float>.Shared.Rent(FirstRoom);
    private float[] _magnitudes = ArrayPool<float>.Shared.Rent(FirstRoom);
    private int _count;

    /// <summary>Converts a step to a tuning in pitch classes above concert pitch.</summary>
    /// <param name="step">Step, from 0 to <see cref="TuningCount"/> - 1.</param>
    public static double TuningAt(int step) => ((double)step / TuningCount) - 0.5;

    /// <summary>Adds a peak.</summary>
    public void Add(float hertz, float magnitude)
    {
        if (_count == Math.Min(_hertz.Length, _magnitudes.Length))
        {
            Grow(ref _hertz);
            Grow(ref _magnitudes);
        }

        _hertz[_count] = hertz;
        _magnitudes[_count++] = magnitude;
    }

    /// <summary>Returns the memory to the pool; no other member may be used afterwards.</summary>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_hertz);
        ArrayPool<float>.Shared.Return(_magnitudes);
        (_hertz, _magnitudes, _count) = ([], [], 0);
    }

    /// <summary>Estimates the tuning as a step: the most common one, or the lowest of several equally common ones.</summary>
    /// <param name="classCount">Pitch classes per octave.</param>
    public int EstimateTuning(int classCount)
    {
        double median = MedianMagnitude();
        Span<int> counts = stackalloc int[TuningCount];
        int best = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_magnitudes[i] >= median)
            {
                int step = Step(_hertz[i], classCount);
                counts[step]++;
            }
        }

        for (int step = 1; step < TuningCount; step++)
        {
            best = counts[step] > counts[best] ? step : best;
        }

        return _count == 0 ? InTune : best;
    }

    private static int Step(float hertz, int classCount)
    {
        // In single precision, as in librosa: a peak next to the edge of a step falls on the same side only if it is rounded in the same
        // way.
        float place = classCount * MathF.Log2(hertz / LowestOctaveHz);
        double residual = place - MathF.Floor(place);
        residual = residual >= 0.5 ? residual - 1 : residual;
        return Math.Clamp((int)Math.Floor((residual + 0.5) * TuningCount), 0, TuningCount - 1);
    }

    private double MedianMagnitude()
    {
        if (_count == 0)
        {
            return 0;
        }

        float[] room = ArrayPool<float>.Shared.Rent(_count);
        Span<float> sorted = room.AsSpan(0, _count);
        _magnitudes.AsSpan(0, _count).CopyTo(sorted);
        sorted.Sort();
        double median = (sorted[(_count - 1) / 2] + sorted[_count / 2]) / 2;
        ArrayPool<float>.Shared.Return(room);
        return median;
    }

    private void Grow(ref float[] values)
    {
        float[] larger = ArrayPool<float>.Shared.Rent(checked(2 * _count));
        values.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<float>.Shared.Return(values);
        values = larger;
    }
}
