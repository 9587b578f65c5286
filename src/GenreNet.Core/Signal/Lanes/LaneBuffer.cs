using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Scratch memory outside the garbage collector's, on cache-line boundaries: a vector never straddles two lines.</summary>
internal readonly unsafe ref struct LaneBuffer
{
    private const nuint CacheLine = 64;

    /// <summary>Takes memory; its content is arbitrary.</summary>
    /// <param name="vectorCount">How many vectors of floats it holds.</param>
    public LaneBuffer(int vectorCount)
    {
        Start = (float*)NativeMemory.AlignedAlloc((nuint)vectorCount * (nuint)sizeof(Vector<float>), CacheLine);
    }

    /// <summary>The first float.</summary>
    public float* Start { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => NativeMemory.AlignedFree(Start);
}
