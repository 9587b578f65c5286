using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Wraps a stream for reading and computes the checksum of the bytes read.</summary>
/// <param name="source">Stream to read from; closed with this stream.</param>
internal sealed class ChecksumStream(Stream source) : ForwardStream(source)
{
    private readonly Crc32 _sum = new();

    /// <summary>Gets the CRC-32 of the bytes read.</summary>
    public uint Checksum => _sum.GetCurrentHashAsUInt32();

    public override int Read(Span<byte> buffer)
    {
        int count = Source.Read(buffer);
        _sum.Append(buffer[..count]);
        return count;
    }
}
