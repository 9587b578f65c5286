using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Reads bits, the most significant ones first.</summary>
/// <param name="data">Bytes to read, followed by at least eight bytes that may be looked at.</param>
/// <param name="position">Index of the first bit.</param>
internal ref struct BitReader(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Gets or sets the index of the next bit.</summary>
    public int Position { get; set; } = position;

    /// <summary>Returns at least 57 bits from the position, left-aligned, without consuming them.</summary>
    public readonly ulong Peek() => BinaryPrimitives.ReadUInt64BigEndian(_data[(Position >> 3)..]) << (Position & 7);

    /// <summary>Reads an unsigned integer of 0 to 31 bits.</summary>
    public int Read(int width)
    {
        // The shift is split, because a shift by 64 would be a shift by 0.
        int value = (int)(Peek() >> 1 >> (63 - width));
        Position += width;
        return value;
    }
}
