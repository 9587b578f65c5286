using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads an entry of a ZIP archive and verifies its length and checksum, which the base class library does not check.</summary>
/// <param name="content">The decompressed bytes; disposed with this stream.</param>
/// <param name="name">Name used in error messages.</param>
/// <param name="length">Expected length in bytes.</param>
/// <param name="crc">Expected CRC-32.</param>
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
            ? throw new InvalidDataException($"the length or checksum of {name} is wrong")
            : count;
    }
}
