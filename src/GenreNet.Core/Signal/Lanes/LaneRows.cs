using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Transposes vectors with one frame per SIMD lane to one row per frame.</summary>
internal static unsafe class LaneRows
{
    /// <summary>Writes <c>rows[frame * stride + value] = lanes[value][frame]</c>.</summary>
    /// <param name="lanes">Values to transpose, <paramref name="valueCount"/> vectors.</param>
    /// <param name="valueCount">Number of values per frame.</param>
    /// <param name="frameCount">Number of frames to write, at most the number of SIMD lanes.</param>
    /// <param name="rows">Address of the first row.</param>
    /// <param name="stride">Number of floats from one row to the next.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Store(float* lanes, int valueCount, int frameCount, float* rows, nint stride)
    {
        int value = 0;
        if (Tile8x8.IsSupported && frameCount == Tile8x8.Side)
        {
            for (; value + Tile8x8.Side <= valueCount; value += Tile8x8.Side)
            {
                float* from = lanes + ((nint)value * Tile8x8.Side);
                Tile8x8.Transpose(
                    Vector256.Load(from),
                    Vector256.Load(from + 8),
                    Vector256.Load(from + 16),
                    Vector256.Load(from + 24),
                    Vector256.Load(from + 32),
                    Vector256.Load(from + 40),
                    Vector256.Load(from + 48),
                    Vector256.Load(from + 56),
                    rows + value,
                    stride);
            }
        }

        for (; value < valueCount; value++)
        {
            for (int frame = 0; frame < frameCount; frame++)
            {
                rows[(frame * stride) + value] = lanes[((nint)value * Vector<float>.Count) + frame];
            }
        }
    }
}
