using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Signal;

/// <summary>Puts as many frames side by side as a vector has lanes, and windows them on the way.</summary>
internal static unsafe class LaneFrames
{
    /// <summary>Frames in a vector of floats.</summary>
    public static int Count => Vector<float>.Count;

    /// <summary>Writes <c>lanes[n][frame] = samples[frame * hop + n] * window[n]</c>.</summary>
    /// <param name="samples">The first frame; <c>(lanes - 1) * hop + length</c> samples can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="window">The window.</param>
    /// <param name="length">Samples a frame, a multiple of 8.</param>
    /// <param name="lanes">Receives <paramref name="length"/> vectors.</param>
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

    /// <summary>Stores a vector as floats, a lane a float.</summary>
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

    /// <summary>Eight samples of eight frames, turned between windowing and storing.</summary>
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

    /// <summary>Four samples of four frames in double precision.</summary>
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
