using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Windows two columns of <see cref="LaneFft1024{T}"/> in double precision and computes the first half of their transforms, without a copy
/// of the windowed samples in memory.
/// </summary>
/// <remarks>
/// The first butterflies add and subtract points half a frame apart. They are computed before frames are transposed to SIMD lanes, so that
/// the multiplication by the window is part of them.
/// </remarks>
internal static unsafe class WindowedFours
{
    private const int Side = LaneFft1024<double>.Side;
    private const int LineOfEight = 8;

    // Samples from one point of a column to the next, to the point a quarter of the column further on, and to that of half of it.
    private const int Step = 2 * Side;
    private const int Quarter = Step * Side / 4;
    private const int Half = 2 * Quarter;

    /// <summary>Gets a value indicating whether the processor has the instructions.</summary>
    public static bool IsSupported => Tile4x4.IsSupported && Fma.IsSupported;

    /// <summary>Computes the first half of two adjacent columns.</summary>
    /// <param name="samples">Address of the first sample of the first column, in the first of four frames.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="window">Address of the window weight of that sample.</param>
    /// <param name="lines">Receives two lines of 32 points.</param>
    /// <param name="roots">Twiddle factors of a line: four groups of eight.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Transform(float* samples, int hop, double* window, double* lines, double* roots)
    {
        for (int i = 0; i < LineOfEight; i++)
        {
            float* from = samples + (i * Step);
            double* weights = window + (i * Step);
            Vector256<double> w0 = Vector256.Load(weights);
            Vector256<double> w2 = Vector256.Load(weights + Half);
            Ends(from, w0, w2, out Vector256<double> a0, out Vector256<double> b0);
            Ends(from + hop, w0, w2, out Vector256<double> a1, out Vector256<double> b1);
            Ends(from + (2 * hop), w0, w2, out Vector256<double> a2, out Vector256<double> b2);
            Ends(from + (3 * hop), w0, w2, out Vector256<double> a3, out Vector256<double> b3);
            Tile4x4.Transpose(ref a0, ref a1, ref a2, ref a3);
            Tile4x4.Transpose(ref b0, ref b1, ref b2, ref b3);

            from += Quarter;
            w0 = Vector256.Load(weights + Quarter);
            w2 = Vector256.Load(weights + Quarter + Half);
            Ends(from, w0, w2, out Vector256<double> c0, out Vector256<double> d0);
            Ends(from + hop, w0, w2, out Vector256<double> c1, out Vector256<double> d1);
            Ends(from + (2 * hop), w0, w2, out Vector256<double> c2, out Vector256<double> d2);
            Ends(from + (3 * hop), w0, w2, out Vector256<double> c3, out Vector256<double> d3);
            Tile4x4.Transpose(ref c0, ref c1, ref c2, ref c3);
            Tile4x4.Transpose(ref d0, ref d1, ref d2, ref d3);

            // A tile of four samples has two points: real and imaginary parts of the first column, then those of the second.
            double* root = roots + (2 * i);
            double* to = lines + (i * LanePoints<double>.Length);
            Store(a0, a1, b0, b1, c0, c1, d0, d1, root, to);
            Store(a2, a3, b2, b3, c2, c3, d2, d3, root, to + (Side * LanePoints<double>.Length));
        }
    }

    /// <summary>Computes sum and difference of windowed samples of one frame that are half a frame apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ends(float* from, Vector256<double> near, Vector256<double> far, out Vector256<double> sum, out Vector256<double> difference)
    {
        Vector256<double> first = Avx.ConvertToVector256Double(Vector128.Load(from)) * near;
        Vector256<double> second = Avx.ConvertToVector256Double(Vector128.Load(from + Half));
        sum = Fma.MultiplyAdd(second, far, first);
        difference = Fma.MultiplyAddNegated(second, far, first);
    }

    /// <summary>Computes the rest of a radix-4 transform and stores the results, multiplied by their twiddle factors, in four groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector256<double> t0r,
        Vector256<double> t0i,
        Vector256<double> t1r,
        Vector256<double> t1i,
        Vector256<double> t2r,
        Vector256<double> t2i,
        Vector256<double> t3r,
        Vector256<double> t3i,
        double* root,
        double* to)
    {
        const int Group = LineOfEight * 8;
        const int RootGroup = 2 * LineOfEight;
        (t0r + t2r).Store(to);
        (t0i + t2i).Store(to + 4);
        StoreProduct(t1r + t3i, t1i - t3r, root + RootGroup, to + Group);
        StoreProduct(t0r - t2r, t0i - t2i, root + (2 * RootGroup), to + (2 * Group));
        StoreProduct(t1r - t3i, t1i + t3r, root + (3 * RootGroup), to + (3 * Group));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct(Vector256<double> real, Vector256<double> imaginary, double* root, double* to)
    {
        Vector256<double> rootReal = Vector256.Create(root[0]);
        Vector256<double> rootImaginary = Vector256.Create(root[1]);
        Fma.MultiplySubtract(real, rootReal, imaginary * rootImaginary).Store(to);
        Fma.MultiplyAdd(real, rootImaginary, imaginary * rootReal).Store(to + 4);
    }
}
