using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>
/// Represents complex points of several signals, in single or double precision: a vector of real parts, then one of imaginary parts.
/// </summary>
internal static class LanePoints<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gets the number of values per point.</summary>
    public static int Length => 2 * Vector<T>.Count;

    /// <summary>Computes the twiddle factor exp(-2 pi i k / n) in double precision.</summary>
    public static (T Real, T Imaginary) Root(int k, int n)
    {
        (double sine, double cosine) = Math.SinCos(-2 * Math.PI * (k % n) / n);
        return (T.CreateTruncating(cosine), T.CreateTruncating(sine));
    }

    /// <summary>Computes <c>left * right + addend</c>, in one instruction if the processor has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> left, Vector<T> right, Vector<T> addend) => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(left.As<T, float>(), right.As<T, float>(), addend.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(left.As<T, double>(), right.As<T, double>(), addend.As<T, double>()).As<double, T>();
}
