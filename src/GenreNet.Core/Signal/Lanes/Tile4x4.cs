using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreNet.Core.Signal;

/// <summary>Transposes four vectors of four doubles in two rounds: pairs, halves.</summary>
internal static unsafe class Tile4x4
{
    public const int Side = 4;

    /// <summary>
    /// Gets a value indicating whether a vector has four SIMD lanes and the processor has the instructions. If false, copy value by value.
    /// </summary>
    public static bool IsSupported => Avx.IsSupported && Vector<double>.Count == Side;

    /// <summary>Transposes four rows: writes column i to <c>columns + 4 i</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(Vector256<double> f0, Vector256<double> f1, Vector256<double> f2, Vector256<double> f3, double* columns)
    {
        Transpose(ref f0, ref f1, ref f2, ref f3);
        f0.Store(columns);
        f1.Store(columns + 4);
        f2.Store(columns + 8);
        f3.Store(columns + 12);
    }

    /// <summary>Transposes four rows in place: vector i becomes column i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector256<double> f0, ref Vector256<double> f1, ref Vector256<double> f2, ref Vector256<double> f3)
    {
        Vector256<double> p0 = Avx.UnpackLow(f0, f1);
        Vector256<double> p1 = Avx.UnpackHigh(f0, f1);
        Vector256<double> p2 = Avx.UnpackLow(f2, f3);
        Vector256<double> p3 = Avx.UnpackHigh(f2, f3);
        f0 = Avx.Permute2x128(p0, p2, 0x20);
        f1 = Avx.Permute2x128(p1, p3, 0x20);
        f2 = Avx.Permute2x128(p0, p2, 0x31);
        f3 = Avx.Permute2x128(p1, p3, 0x31);
    }
}
