using NVorbis.Contracts;

namespace GenreNet.Core.Audio;

/// <summary>Gives packets to NVorbis one at a time.</summary>
internal sealed class VorbisPacketQueue : IPacketProvider
{
    private readonly Queue<ReadOnlyMemory<byte>> _packets = new();
    private readonly VorbisPacket _packet = new();

    /// <inheritdoc/>
    public bool CanSeek => false;

    /// <inheritdoc/>
    public int StreamSerial => 0;

    /// <summary>Adds a packet.</summary>
    public void Add(ReadOnlyMemory<byte> packet) => _packets.Enqueue(packet);

    /// <summary>Removes all packets.</summary>
    public void Clear() => _packets.Clear();

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// There is no packet. Null would be the end of the stream, after which NVorbis decodes nothing more.
    /// </exception>
    public IPacket GetNextPacket()
    {
        IPacket packet = PeekNextPacket();
        _packets.Dequeue();
        return packet;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">There is no packet.</exception>
    public IPacket PeekNextPacket()
    {
        if (!_packets.TryPeek(out ReadOnlyMemory<byte> next))
        {
            throw new InvalidDataException("a Vorbis packet ends too early");
        }

        _packet.Load(next.Span);
        return _packet;
    }

    /// <inheritdoc/>
    public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount) => throw new NotSupportedException();

    /// <inheritdoc/>
    public long GetGranuleCount() => throw new NotSupportedException();
}
