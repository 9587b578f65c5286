using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Keeps the squared magnitude of each bin, a vector a bin.</summary>
internal readonly unsafe struct PowerSink(float* power) : IBinSink
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int bin, Vector<float> real, Vector<float> imaginary) =>
        Vector.MultiplyAddEstimate(real, real, imaginary * imaginary).Store(power + ((nint)bin * Vector<float>.Count));
}
