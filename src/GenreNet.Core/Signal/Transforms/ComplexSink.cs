using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Stores each bin in single precision: a vector of real parts, then one of imaginary parts.</summary>
/// <param name="points">Address for the first bin of the first SIMD lane.</param>
internal readonly unsafe struct ComplexSink<T>(float* points) : IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int bin, Vector<T> real, Vector<T> imaginary)
    {
        float* to = points + ((nint)bin * 2 * LaneFrames.Count);
        LaneFrames.Store(real, to);
        LaneFrames.Store(imaginary, to + LaneFrames.Count);
    }
}
