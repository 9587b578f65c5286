using System.Numerics;
using System.Runtime.Intrinsics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Puts as many frames side by side as a vector has lanes, and windows them on the way.</summary>
internal static unsafe class LaneFrames
{
    private const int Tile = Tile8x8.Side;

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
        if (Tile8x8.IsSupported)
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
            Tile);
    }
}
