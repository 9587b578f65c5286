using System.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Receives the bins of a spectrum in any order; implemented by structs, so that the call is inlined.</summary>
internal interface IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Stores bin <paramref name="bin"/> of every SIMD lane.</summary>
    void Store(int bin, Vector<T> real, Vector<T> imaginary);
}
