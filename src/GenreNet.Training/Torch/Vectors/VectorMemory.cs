using System.Runtime.InteropServices;

namespace GenreNet.Training.Torch;

/// <summary>Represents memory for vectors, which is not cleared.</summary>
internal sealed unsafe class VectorMemory : IDisposable
{
    // A vector of 512 bits.
    private const int Alignment = 64;

    [ThreadStatic]
    private static VectorMemory? _scratch;

    private readonly int _count;

    /// <summary>Allocates memory.</summary>
    /// <param name="count">The number of values.</param>
    public VectorMemory(int count)
    {
        _count = count;
        Values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), Alignment);
    }

    /// <summary>Frees the memory that a thread has used.</summary>
    ~VectorMemory() => Free();

    /// <summary>The first value.</summary>
    public float* Values { get; private set; }

    /// <summary>
    /// Returns memory of the calling thread, which keeps it: an allocation per piece of work would take longer than small pieces. Each call
    /// returns the same memory.
    /// </summary>
    /// <param name="count">The number of values.</param>
    public static VectorMemory OfThread(int count)
    {
        if (_scratch is null || _scratch._count < count)
        {
            _scratch?.Dispose();
            _scratch = new VectorMemory(count);
        }

        return _scratch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Values);
        Values = null;
    }
}
