using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes logarithms of positive normal numbers, at half the cost of a logarithm that handles every float.</summary>
internal static class Logarithm
{
    private const int MantissaBits = 23;
    private const int TwoThirds = 0x3F2AAAAB;

    /// <summary>Computes base-2 logarithms, accurate to 7e-8 plus the rounding of the result.</summary>
    /// <param name="values">Positive normal numbers.</param>
    /// <remarks>
    /// x = 2^e (1 + f) with f from -1/3 to 1/3, and log2(1 + f) = f P(f). P is the polynomial of degree 8 that interpolates at the
    /// Chebyshev nodes; its error is at most 1.5e-8.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log2(Vector<float> values)
    {
        Vector<int> bits = Vector.AsVectorInt32(values);
        Vector<int> exponent = (bits - new Vector<int>(TwoThirds)) >> MantissaBits;
        Vector<float> f = Vector.AsVectorSingle(bits - (exponent << MantissaBits)) - Vector<float>.One;
        var p = new Vector<float>(0.20323719f);
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(-0.22222055f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(0.201699f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(-0.23678663f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(0.28871828f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(-0.36078957f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(0.48089582f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(-0.72134656f));
        p = VectorSum.MultiplyAdd(p, f, new Vector<float>(1.442695f));
        return VectorSum.MultiplyAdd(p, f, Vector.ConvertToSingle(exponent));
    }
}
