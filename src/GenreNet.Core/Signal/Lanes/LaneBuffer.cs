using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Signal;

/// <summary>Pooled scratch memory on cache-line boundaries: a vector never straddles two lines.</summary>
/// <remarks>
/// From the pool, because memory from the system comes as untouched pages, and two threads touching new pages wait for each other.
/// </remarks>
internal readonly unsafe ref struct LaneBuffer
{
    private const int CacheLine = 64;

    private readonly float[] _array;
    private readonly GCHandle _pin;

    /// <summary>Takes memory; its content is arbitrary.</summary>
    /// <param name="vectorCount">How many vectors of floats it holds.</param>
    public LaneBuffer(int vectorCount)
    {
        _array = ArrayPool<float>.Shared.Rent(checked((vectorCount * Vector<float>.Count) + (CacheLine / sizeof(float))));
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        nint address = _pin.AddrOfPinnedObject();
        Start = (float*)((address + CacheLine - 1) / CacheLine * CacheLine);
    }

    /// <summary>The first float.</summary>
    public float* Start { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _pin.Free();
        ArrayPool<float>.Shared.Return(_array);
    }
}
