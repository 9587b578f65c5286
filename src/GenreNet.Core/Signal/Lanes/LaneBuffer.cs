using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Signal;

/// <summary>Holds pooled scratch memory aligned to cache lines, so that no vector spans two lines.</summary>
/// <remarks>
/// Pooled, because memory from the system consists of untouched pages, and threads that touch new pages at the same time wait for each
/// other.
/// </remarks>
internal readonly unsafe ref struct LaneBuffer
{
    private const int CacheLine = 64;

    private readonly float[] _array;
    private readonly GCHandle _pin;

    /// <summary>Rents memory; its content is undefined.</summary>
    /// <param name="vectorCount">Number of vectors of floats.</param>
    public LaneBuffer(int vectorCount)
    {
        _array = ArrayPool<float>.Shared.Rent(checked((vectorCount * Vector<float>.Count) + (CacheLine / sizeof(float))));
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        nint address = _pin.AddrOfPinnedObject();
        Start = (float*)((address + CacheLine - 1) / CacheLine * CacheLine);
    }

    /// <summary>Gets the address of the first float.</summary>
    public float* Start { get; }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        _pin.Free();
        ArrayPool<float>.Shared.Return(_array);
    }
}
