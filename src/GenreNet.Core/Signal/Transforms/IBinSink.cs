using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Receives the bins of a spectrum in any order; implemented by structs, so that the call is inlined.</summary>
internal interface IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Stores bin <paramref name="bin"/> of every SIMD lane.</summary>
    void Store(int bin, Vector<T> real, Vector<T> imaginary);
}

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

/// <summary>Stores the squared magnitude of each bin in single precision, one vector per bin.</summary>
/// <param name="power">Address for the first bin of the first SIMD lane.</param>
internal readonly unsafe struct PowerSink<T>(float* power) : IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int bin, Vector<T> real, Vector<T> imaginary) =>
        LaneFrames.Store(LanePoints<T>.MultiplyAdd(real, real, imaginary * imaginary), power + ((nint)bin * LaneFrames.Count));
}
