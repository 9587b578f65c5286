using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Puts as many frames side by side as a vector has lanes, and windows them on the way.</summary>
internal static unsafe class LaneFrames
{
    private const int Tile = 8;

    /// <summary>Frames in a vector.</summary>
    public static int Count => Vector<float>.Count;

    /// <summary>Writes <c>lanes[n][frame] = samples[frame * hop + n] * window[n]</c>.</summary>
    /// <param name="samples">The first frame; <c>(Count - 1) * hop + length</c> samples can be read.</param>
    /// <param name="hop">Samples from one frame to the next.</param>
    /// <param name="window">The window.</param>
    /// <param name="length">Samples a frame, a multiple of 8.</param>
    /// <param name="lanes">Receives <paramref name="length"/> vectors.</param>
    public static void Load(float* samples, int hop, float* window, int length, float* lanes)
    {
        if (Avx.IsSupported && Vector<float>.Count == Tile)
        {
            for (int n = 0; n < length; n += Tile)
            {
                LoadTile(samples + n, hop, window + n, lanes + (n * Tile));
            }

            return;
        }

        for (int n = 0; n < length; n++)
        {
            for (int frame = 0; frame < Count; frame++)
            {
                lanes[(n * Count) + frame] = samples[(frame * hop) + n] * window[n];
            }
        }
    }

    /// <summary>Eight samples of eight frames: an 8x8 transpose in three rounds (pairs, fours, halves), between windowing and storing.</summary>
    private static void LoadTile(float* samples, int hop, float* window, float* lanes)
    {
        Vector256<float> weights = Vector256.Load(window);
        Vector256<float> f0 = Vector256.Load(samples) * weights;
        Vector256<float> f1 = Vector256.Load(samples + hop) * weights;
        Vector256<float> f2 = Vector256.Load(samples + (2 * hop)) * weights;
        Vector256<float> f3 = Vector256.Load(samples + (3 * hop)) * weights;
        Vector256<float> f4 = Vector256.Load(samples + (4 * hop)) * weights;
        Vector256<float> f5 = Vector256.Load(samples + (5 * hop)) * weights;
        Vector256<float> f6 = Vector256.Load(samples + (6 * hop)) * weights;
        Vector256<float> f7 = Vector256.Load(samples + (7 * hop)) * weights;

        Vector256<float> p0 = Avx.UnpackLow(f0, f1);
        Vector256<float> p1 = Avx.UnpackHigh(f0, f1);
        Vector256<float> p2 = Avx.UnpackLow(f2, f3);
        Vector256<float> p3 = Avx.UnpackHigh(f2, f3);
        Vector256<float> p4 = Avx.UnpackLow(f4, f5);
        Vector256<float> p5 = Avx.UnpackHigh(f4, f5);
        Vector256<float> p6 = Avx.UnpackLow(f6, f7);
        Vector256<float> p7 = Avx.UnpackHigh(f6, f7);

        Vector256<float> q0 = Avx.Shuffle(p0, p2, 0x44);
        Vector256<float> q1 = Avx.Shuffle(p0, p2, 0xEE);
        Vector256<float> q2 = Avx.Shuffle(p1, p3, 0x44);
        Vector256<float> q3 = Avx.Shuffle(p1, p3, 0xEE);
        Vector256<float> q4 = Avx.Shuffle(p4, p6, 0x44);
        Vector256<float> q5 = Avx.Shuffle(p4, p6, 0xEE);
        Vector256<float> q6 = Avx.Shuffle(p5, p7, 0x44);
        Vector256<float> q7 = Avx.Shuffle(p5, p7, 0xEE);

        Avx.Permute2x128(q0, q4, 0x20).Store(lanes);
        Avx.Permute2x128(q1, q5, 0x20).Store(lanes + 8);
        Avx.Permute2x128(q2, q6, 0x20).Store(lanes + 16);
        Avx.Permute2x128(q3, q7, 0x20).Store(lanes + 24);
        Avx.Permute2x128(q0, q4, 0x31).Store(lanes + 32);
        Avx.Permute2x128(q1, q5, 0x31).Store(lanes + 40);
        Avx.Permute2x128(q2, q6, 0x31).Store(lanes + 48);
        Avx.Permute2x128(q3, q7, 0x31).Store(lanes + 56);
    }
}
