using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Keeps each bin as a point: a vector of real parts, then one of imaginary parts.</summary>
internal readonly unsafe struct ComplexSink(float* points) : IBinSink
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int bin, Vector<float> real, Vector<float> imaginary)
    {
        float* to = points + ((nint)bin * LanePoints.Length);
        real.Store(to);
        imaginary.Store(to + Vector<float>.Count);
    }
}
