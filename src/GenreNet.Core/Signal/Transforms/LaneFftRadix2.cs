using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes radix-2 complex transforms of any power of two (Cooley and Tukey 1965), one signal per SIMD lane.</summary>
/// <remarks>A point consists of two vectors, real and imaginary parts. Immutable and thread-safe.</remarks>
internal sealed unsafe class LaneFftRadix2<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _bitReversed;
    private readonly T[] _roots;

    [MethodImpl(HotLoop.Options)]
    public LaneFftRadix2(int pointCount)
    {
        _bitReversed = new int[pointCount];
        for (int i = 1; i < pointCount; i++)
        {
            _bitReversed[i] = (_bitReversed[i / 2] / 2) + ((i & 1) * (pointCount / 2));
        }

        _roots = new T[pointCount];
        for (int k = 0; k < pointCount / 2; k++)
        {
            (_roots[2 * k], _roots[(2 * k) + 1]) = LanePoints<T>.Root(k, pointCount);
        }
    }

    /// <summary>Computes the unscaled transform in natural order.</summary>
    /// <param name="points">Input points.</param>
    /// <param name="spectrum">Receives as many points; must not overlap the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Forward(T* points, T* spectrum)
    {
        int lanes = Vector<T>.Count;
        int pointCount = _bitReversed.Length;
        for (int i = 0; i < pointCount; i++)
        {
            T* from = points + ((nint)_bitReversed[i] * LanePoints<T>.Length);
            Vector.Load(from).Store(spectrum + ((nint)i * LanePoints<T>.Length));
            Vector.Load(from + lanes).Store(spectrum + ((nint)i * LanePoints<T>.Length) + lanes);
        }

        for (int size = 1; size < pointCount; size *= 2)
        {
            int step = pointCount / (2 * size);
            for (int start = 0; start < pointCount; start += 2 * size)
            {
                for (int i = 0; i < size; i++)
                {
                    T* top = spectrum + ((nint)(start + i) * LanePoints<T>.Length);
                    Butterfly(top, top + ((nint)size * LanePoints<T>.Length), _roots[2 * i * step], _roots[(2 * i * step) + 1]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(T* top, T* bottom, T rootReal, T rootImaginary)
    {
        int lanes = Vector<T>.Count;
        Vector<T> real = Vector.Load(bottom);
        Vector<T> imaginary = Vector.Load(bottom + lanes);
        Vector<T> turnedReal = (real * rootReal) - (imaginary * rootImaginary);
        Vector<T> turnedImaginary = (real * rootImaginary) + (imaginary * rootReal);
        Vector<T> topReal = Vector.Load(top);
        Vector<T> topImaginary = Vector.Load(top + lanes);
        (topReal - turnedReal).Store(bottom);
        (topImaginary - turnedImaginary).Store(bottom + lanes);
        (topReal + turnedReal).Store(top);
        (topImaginary + turnedImaginary).Store(top + lanes);
    }
}
