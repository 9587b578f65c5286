using System.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Where the bins of a spectrum go, in any order; a struct, so that the call costs nothing.</summary>
internal interface IBinSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes bin <paramref name="bin"/> of every lane.</summary>
    void Store(int bin, Vector<T> real, Vector<T> imaginary);
}
