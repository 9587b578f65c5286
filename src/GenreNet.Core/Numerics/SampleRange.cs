using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numerics;

/// <summary>Finds samples that are not usable in computations: infinite, not a number, or so large that their power overflows.</summary>
internal static class SampleRange
{
    /// <summary>
    /// The largest magnitude allowed; full scale is 1. The power of a frame of 65 536 such samples is still finite in single precision.
    /// </summary>
    public const float Largest = 1e14f;

    /// <summary>Returns the index of the first sample that is out of range, or -1.</summary>
    [MethodImpl(HotLoop.Options)]
    public static int IndexOfOutside(ReadOnlySpan<float> samples)
    {
        // Comparisons with NaN are false.
        var limit = new Vector<float>(Largest);
        Vector<int> isInside = Vector<int>.AllBitsSet;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (Vector<float> vector in vectors)
        {
            isInside &= Vector.LessThanOrEqual(Vector.Abs(vector), limit);
        }

        int next = isInside == Vector<int>.AllBitsSet ? vectors.Length * Vector<float>.Count : 0;
        for (; next < samples.Length; next++)
        {
            if (!(MathF.Abs(samples[next]) <= Largest))
            {
                return next;
            }
        }

        return -1;
    }

    /// <summary>Returns the largest magnitude; 0 for an empty span. Ignores samples that are NaN.</summary>
    [MethodImpl(HotLoop.Options)]
    public static float Peak(ReadOnlySpan<float> samples)
    {
        Vector<float> peaks = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (Vector<float> vector in vectors)
        {
            peaks = Vector.MaxNumber(peaks, Vector.Abs(vector));
        }

        float peak = 0;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            peak = MathF.Max(peak, peaks[lane]);
        }

        for (int next = vectors.Length * Vector<float>.Count; next < samples.Length; next++)
        {
            peak = float.MaxNumber(peak, MathF.Abs(samples[next]));
        }

        return peak;
    }
}
