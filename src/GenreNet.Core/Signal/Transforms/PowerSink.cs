using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Stores the squared magnitude of each bin in single precision, one vector per bin.</summary>
/// <param name="power">Address for the first bin of the first SIMD lane.</param>
internal readonly unsafe struct PowerSink<T>(float* power) : IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int bin, Vector<T> real, Vector<T> imaginary) =>
        LaneFrames.Store(LanePoints<T>.MultiplyAdd(real, real, imaginary * imaginary), power + ((nint)bin * LaneFrames.Count));
}
