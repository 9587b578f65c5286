using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>The content of a file in a zip; its length and checksum, which the base class library does not look at, are checked on the way.</summary>
/// <param name="content">The unzipped bytes; disposed with this.</param>
/// <param name="name">What messages call it.</param>
/// <param name="length">Bytes that it must have.</param>
/// <param name="crc">Its CRC-32.</param>
internal sealed class ZipEntryStream(Stream content, string name, long length, uint crc) : ForwardStream(content)
{
    private readonly Crc32 _sum = new();
    private long _count;

    public override long Length => length;

    public override int Read(Span<byte> buffer)
    {
        int count = Source.Read(buffer);
        _sum.Append(buffer[..count]);
        _count += count;
        bool isOver = count == 0 && buffer.Length > 0;
        return _count > length || (isOver && (_count < length || _sum.GetCurrentHashAsUInt32() != crc))
            ? throw new InvalidDataException($"{name} has another length or checksum than it should")
            : count;
    }
}
