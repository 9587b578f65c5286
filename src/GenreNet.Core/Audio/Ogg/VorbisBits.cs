namespace GenreNet.Core.Audio;

/// <summary>Reads the bit fields of a Vorbis header, from the least significant bit of each byte upwards.</summary>
/// <remarks>Vorbis I specification, section 2.</remarks>
/// <param name="packet">Header to read.</param>
/// <param name="start">Byte at which to start.</param>
internal ref struct VorbisBits(ReadOnlySpan<byte> packet, int start)
{
    private readonly ReadOnlySpan<byte> _packet = packet;
    private long _position = 8L * start;

    /// <summary>Gets the number of bits that are left.</summary>
    public readonly long Remaining => (8L * _packet.Length) - _position;

    /// <summary>Reads an unsigned integer.</summary>
    /// <param name="count">Number of bits, at most 32.</param>
    /// <exception cref="InvalidDataException">The header ends before.</exception>
    public uint Read(int count)
    {
        Require(count);
        ulong value = 0;
        for (int done = 0; done < count;)
        {
            int offset = (int)(_position & 7);
            int step = Math.Min(8 - offset, count - done);
            uint bits = ((uint)_packet[(int)(_position >> 3)] >> offset) & ((1u << step) - 1);
            value |= (ulong)bits << done;
            done += step;
            _position += step;
        }

        return (uint)value;
    }

    /// <summary>Reads an integer of less than 32 bits.</summary>
    public int ReadInt(int count) => (int)Read(count);

    /// <summary>Reads one bit.</summary>
    public bool ReadBit() => Read(1) != 0;

    /// <summary>Skips bits.</summary>
    /// <exception cref="InvalidDataException">The header ends before.</exception>
    public void Skip(long count)
    {
        Require(count);
        _position += count;
    }

    private readonly void Require(long count)
    {
        if (count > Remaining)
        {
            throw new InvalidDataException("the Vorbis setup header ends too early");
        }
    }
}
