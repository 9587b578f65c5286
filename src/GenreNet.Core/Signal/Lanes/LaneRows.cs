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
    public static void Store(float* lanes, int valueCount, int frameCount, float* rows, nint stride) =>
        Store<SameValue>(lanes, valueCount, frameCount, rows, stride);

    /// <summary>Writes <c>rows[frame * stride + value] = TMap.Map(lanes[value])[frame]</c>. The lanes may be overwritten.</summary>
    /// <inheritdoc cref="Store(float*, int, int, float*, nint)"/>
    [MethodImpl(HotLoop.Options)]
    public static void Store<TMap>(float* lanes, int valueCount, int frameCount, float* rows, nint stride)
        where TMap : struct, IValueMap
    {
        int value = 0;
        if (Tile8x8.IsSupported && frameCount == Tile8x8.Side)
        {
            for (; value + Tile8x8.Side <= valueCount; value += Tile8x8.Side)
            {
                float* from = lanes + ((nint)value * Tile8x8.Side);
                Tile8x8.Transpose(
                    Load<TMap>(from),
                    Load<TMap>(from + 8),
                    Load<TMap>(from + 16),
                    Load<TMap>(from + 24),
                    Load<TMap>(from + 32),
                    Load<TMap>(from + 40),
                    Load<TMap>(from + 48),
                    Load<TMap>(from + 56),
                    rows + value,
                    stride);
            }
        }

        for (; value < valueCount; value++)
        {
            float* from = lanes + ((nint)value * Vector<float>.Count);
            if (typeof(TMap) != typeof(SameValue))
            {
                TMap.Map(Vector.Load(from)).Store(from);
            }

            for (int frame = 0; frame < frameCount; frame++)
            {
                rows[(frame * stride) + value] = from[frame];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load<TMap>(float* from)
        where TMap : struct, IValueMap => TMap.Map(Vector.Load(from)).AsVector256();
}
