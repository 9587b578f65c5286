using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Holds pooled scratch memory aligned to cache lines, so that no vector spans two lines.</summary>
/// <remarks>
/// Pooled, because memory from the system consists of untouched pages, and threads that touch new pages at the same time wait for each
/// other.
/// </remarks>
internal readonly unsafe ref struct LaneBuffer
{
    private const int CacheLine = 64;

    private readonly float[] _array;
    private readonly GCHandle _pin;

    /// <summary>Rents memory; its content is undefined.</summary>
    /// <param name="vectorCount">Number of vectors of floats.</param>
    public LaneBuffer(int vectorCount)
    {
        _array = ArrayPool<float>.Shared.Rent(checked((vectorCount * Vector<float>.Count) + (CacheLine / sizeof(float))));
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        nint address = _pin.AddrOfPinnedObject();
        Start = (float*)((address + CacheLine - 1) / CacheLine * CacheLine);
    }

    /// <summary>Gets the address of the first float.</summary>
    public float* Start { get; }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        _pin.Free();
        ArrayPool<float>.Shared.Return(_array);
    }
}

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
        ? VectorSum.MultiplyAdd(left.As<T, float>(), right.As<T, float>(), addend.As<T, float>()).As<float, T>()
        : VectorSum.MultiplyAdd(left.As<T, double>(), right.As<T, double>(), addend.As<T, double>()).As<double, T>();

    /// <summary>Computes <c>left * right - subtrahend</c>, in one instruction if the processor has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplySubtract(Vector<T> left, Vector<T> right, Vector<T> subtrahend) => typeof(T) == typeof(float)
        ? VectorSum.MultiplySubtract(left.As<T, float>(), right.As<T, float>(), subtrahend.As<T, float>()).As<float, T>()
        : VectorSum.MultiplySubtract(left.As<T, double>(), right.As<T, double>(), subtrahend.As<T, double>()).As<double, T>();

    /// <summary>Stores a point multiplied by a complex number, such as a twiddle factor.</summary>
    /// <param name="real">Real parts of the point.</param>
    /// <param name="imaginary">Imaginary parts of the point.</param>
    /// <param name="factor">Address of the real part of the factor; its imaginary part follows.</param>
    /// <param name="to">Receives the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreProduct(Vector<T> real, Vector<T> imaginary, T* factor, T* to)
    {
        var factorReal = new Vector<T>(factor[0]);
        var factorImaginary = new Vector<T>(factor[1]);
        MultiplySubtract(real, factorReal, imaginary * factorImaginary).Store(to);
        MultiplyAdd(real, factorImaginary, imaginary * factorReal).Store(to + Vector<T>.Count);
    }
}
