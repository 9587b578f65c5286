using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Signal;

/// <summary>Transposes eight vectors of eight floats in three rounds: pairs, fours, halves.</summary>
internal static unsafe class Tile8x8
{
    public const int Side = 8;

    /// <summary>
    /// Gets a value indicating whether a vector has eight SIMD lanes and the processor has the instructions. If false, copy value by value.
    /// </summary>
    public static bool IsSupported => Avx.IsSupported && Vector<float>.Count == Side;

    /// <summary>Transposes eight rows: writes column i to <c>columns + i * stride</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        Vector256<float> f0,
        Vector256<float> f1,
        Vector256<float> f2,
        Vector256<float> f3,
        Vector256<float> f4,
        Vector256<float> f5,
        Vector256<float> f6,
        Vector256<float> f7,
        float* columns,
        nint stride)
    {
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

        Avx.Permute2x128(q0, q4, 0x20).Store(columns);
        Avx.Permute2x128(q1, q5, 0x20).Store(columns + stride);
        Avx.Permute2x128(q2, q6, 0x20).Store(columns + (2 * stride));
        Avx.Permute2x128(q3, q7, 0x20).Store(columns + (3 * stride));
        Avx.Permute2x128(q0, q4, 0x31).Store(columns + (4 * stride));
        Avx.Permute2x128(q1, q5, 0x31).Store(columns + (5 * stride));
        Avx.Permute2x128(q2, q6, 0x31).Store(columns + (6 * stride));
        Avx.Permute2x128(q3, q7, 0x31).Store(columns + (7 * stride));
    }
}
