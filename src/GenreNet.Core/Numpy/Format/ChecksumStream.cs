using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>A stream to read from that sums up what goes by.</summary>
/// <param name="source">Where the bytes come from; closed with this stream.</param>
internal sealed class ChecksumStream(Stream source) : ForwardStream(source)
{
    private readonly Crc32 _sum = new();

    /// <summary>CRC-32 of what was read.</summary>
    public uint Checksum => _sum.GetCurrentHashAsUInt32();

    public override int Read(Span<byte> buffer)
    {
        int count = Source.Read(buffer);
        _sum.Append(buffer[..count]);
        return count;
    }
}
