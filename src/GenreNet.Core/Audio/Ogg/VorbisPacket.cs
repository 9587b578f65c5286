using System.Buffers.Binary;
using NVorbis.Contracts;

namespace GenreNet.Core.Audio;

/// <summary>Represents a packet as NVorbis reads it: bit by bit, with zeros after its end, and without a position.</summary>
/// <remarks>
/// <c>NVorbis.DataPacket</c> reads one byte per call. This packet loads eight at once, for which its buffer has zeros after the end.
/// </remarks>
internal sealed class VorbisPacket : IPacket
{
    /// <summary>The zeros after the end: two loads of eight bytes.</summary>
    private const int Padding = 16;

    /// <summary>The number of bits that one load contains for every position within a byte.</summary>
    private const int BitsPerLoad = 57;

    private byte[] _bytes = new byte[1 << 12];
    private int _bitCount;
    private int _position;

    /// <inheritdoc/>
    public bool IsResync => false;

    /// <inheritdoc/>
    public bool IsShort { get; private set; }

    /// <summary>Gets null: NVorbis never returns if the position of the last packet is damaged, so the reader cuts the end.</summary>
    public long? GranulePosition => null;

    /// <inheritdoc/>
    public bool IsEndOfStream => false;

    /// <inheritdoc/>
    public int BitsRead => _position;

    /// <inheritdoc/>
    public int BitsRemaining => _bitCount - _position;

    /// <inheritdoc/>
    public int ContainerOverheadBits => 0;

    /// <summary>Replaces the content, and moves to its start.</summary>
    public void Load(ReadOnlySpan<byte> packet)
    {
        if (packet.Length + Padding > _bytes.Length)
        {
            _bytes = new byte[2 * (packet.Length + Padding)];
        }

        packet.CopyTo(_bytes);
        _bytes.AsSpan(packet.Length, Padding).Clear();
        _bitCount = 8 * packet.Length;
        Reset();
    }

    /// <inheritdoc/>
    public ulong TryPeekBits(int count, out int bitsRead)
    {
        bitsRead = Math.Min(count, _bitCount - _position);
        int offset = _position & 7;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_position >> 3);
        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> offset;
        if (count > BitsPerLoad && offset > 0)
        {
            bits |= BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) << (64 - offset);
        }

        return count >= 64 ? bits : bits & ((1UL << count) - 1);
    }

    /// <inheritdoc/>
    public void SkipBits(int count)
    {
        if (count > _bitCount - _position)
        {
            IsShort = true;
            _position = _bitCount;
        }
        else if (count > 0)
        {
            _position += count;
        }
    }

    /// <inheritdoc/>
    public ulong ReadBits(int count)
    {
        ulong bits = TryPeekBits(count, out _);
        SkipBits(count);
        return bits;
    }

    /// <inheritdoc/>
    public void Done()
    {
    }

    /// <inheritdoc/>
    public void Reset()
    {
        IsShort = false;
        _position = 0;
    }
}
