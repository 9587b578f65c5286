using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace GenreNet.Core.IO;

/// <summary>Represents floats in a mapped file; the map is closed when nothing refers to it any more.</summary>
internal sealed unsafe class MappedFloats : MemoryManager<float>
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _start;
    private readonly int _length;

    /// <summary>Maps a part of a file.</summary>
    /// <param name="map">The file.</param>
    /// <param name="offset">Offset of the first value in bytes.</param>
    /// <param name="length">Number of values.</param>
    /// <param name="access">Access to the values; those of a map for reading must not be written.</param>
    public MappedFloats(MemoryMappedFile map, long offset, int length, MemoryMappedFileAccess access = MemoryMappedFileAccess.ReadWrite)
    {
        _map = map;
        _length = length;
        _view = map.CreateViewAccessor(offset, (long)length * sizeof(float), access);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = (float*)(start + _view.PointerOffset);
    }

    public override Span<float> GetSpan()
    {
        GC.KeepAlive(_map);
        return new Span<float>(_start, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, default, this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        // Views stay open as long as something refers to them; the runtime closes their handles afterwards.
    }
}
