using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Signal;

/// <summary>Loads and windows several frames at once, one frame per SIMD lane.</summary>
internal static unsafe class LaneFrames
{
    /// <summary>Gets the number of frames in a vector of floats.</summary>
    public static int Count => Vector<float>.Count;

    /// <summary>Writes <c>lanes[n][frame] = samples[frame * hop + n] * window[n]</c>.</summary>
    /// <param name="samples">Address of the first frame; <c>(lanes - 1) * hop + length</c> samples must be readable.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="window">Window weights.</param>
    /// <param name="length">Frame length in samples, a multiple of 8.</param>
    /// <param name="lanes">Receives <paramref name="length"/> vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<T>(float* samples, int hop, T* window, int length, T* lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = 0;
        if (typeof(T) == typeof(float) && Tile8x8.IsSupported)
        {
            for (; n < length; n += Tile8x8.Side)
            {
                LoadTile(samples + n, hop, (float*)window + n, (float*)lanes + (n * Tile8x8.Side));
            }
        }
        else if (typeof(T) == typeof(double) && Tile4x4.IsSupported)
        {
            for (; n < length; n += Tile4x4.Side)
            {
                LoadTile(samples + n, hop, (double*)window + n, (double*)lanes + (n * Tile4x4.Side));
            }
        }

        for (; n < length; n++)
        {
            for (int frame = 0; frame < Vector<T>.Count; frame++)
            {
                lanes[(n * Vector<T>.Count) + frame] = T.CreateTruncating(samples[(frame * hop) + n]) * window[n];
            }
        }
    }

    /// <summary>Stores a vector as floats, one per SIMD lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> vector, float* to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            vector.As<T, float>().Store(to);
        }
        else if (Tile4x4.IsSupported)
        {
            Avx.ConvertToVector128Single(vector.As<T, double>().AsVector256()).Store(to);
        }
        else
        {
            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                to[lane] = float.CreateTruncating(vector[lane]);
            }
        }
    }

    /// <summary>Loads eight samples of eight frames, and transposes them after windowing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadTile(float* samples, int hop, float* window, float* lanes)
    {
        Vector256<float> weights = Vector256.Load(window);
        Tile8x8.Transpose(
            Vector256.Load(samples) * weights,
            Vector256.Load(samples + hop) * weights,
            Vector256.Load(samples + (2 * hop)) * weights,
            Vector256.Load(samples + (3 * hop)) * weights,
            Vector256.Load(samples + (4 * hop)) * weights,
            Vector256.Load(samples + (5 * hop)) * weights,
            Vector256.Load(samples + (6 * hop)) * weights,
            Vector256.Load(samples + (7 * hop)) * weights,
            lanes,
            Tile8x8.Side);
    }

    /// <summary>Loads four samples of four frames in double precision, and transposes them after windowing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadTile(float* samples, int hop, double* window, double* lanes)
    {
        Vector256<double> weights = Vector256.Load(window);
        Tile4x4.Transpose(
            Avx.ConvertToVector256Double(Vector128.Load(samples)) * weights,
            Avx.ConvertToVector256Double(Vector128.Load(samples + hop)) * weights,
            Avx.ConvertToVector256Double(Vector128.Load(samples + (2 * hop))) * weights,
            Avx.ConvertToVector256Double(Vector128.Load(samples + (3 * hop))) * weights,
            lanes);
    }
}
