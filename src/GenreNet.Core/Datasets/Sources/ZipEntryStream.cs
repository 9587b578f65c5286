using GenreNet.Core.Datasets.Download.Unpacking;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>The content of a file in a zip; its length and checksum, which the base class library does not look at, are checked on the way.</summary>
/// <param name="content">The unzipped bytes; disposed with this.</param>
/// <param name="name">What messages call it.</param>
/// <param name="length">Bytes that it must have.</param>
/// <param name="crc">Its CRC-32.</param>
internal sealed class ZipEntryStream(Stream content, string name, long length, uint crc) : Stream
{
    private readonly Crc32 _sum = new();
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = content.Read(buffer);
        _sum.Add(buffer[..count]);
        _count += count;
        bool isOver = count == 0 && buffer.Length > 0;
        return _count > length || (isOver && (_count < length || _sum.Value != crc))
            ? throw new InvalidDataException($"{name} has another length or checksum than it should")
            : count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
