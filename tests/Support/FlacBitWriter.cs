using System.Numerics;

namespace GenreNet.Tests.Support;

/// <summary>Writes bits, most significant first.</summary>
internal sealed class FlacBitWriter
{
    private readonly List<byte> _bytes = [];
    private int _free;

    /// <summary>The bytes written so far; the last one is filled with zeros.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>Writes the low bits of a number.</summary>
    public FlacBitWriter Write(long value, int width)
    {
        for (int bit = width - 1; bit >= 0; bit--)
        {
            if (_free == 0)
            {
                _bytes.Add(0);
                _free = 8;
            }

            _free--;
            _bytes[^1] |= (byte)(((value >> bit) & 1) << _free);
        }

        return this;
    }

    /// <summary>Writes zeros and a one.</summary>
    public FlacBitWriter WriteUnary(long zeros)
    {
        for (; zeros > 0; zeros--)
        {
            Write(0, 1);
        }

        return Write(1, 1);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public FlacBitWriter Align()
    {
        _free = 0;
        return this;
    }

    /// <summary>A number as in UTF-8, extended to 36 bits in 7 bytes.</summary>
    public FlacBitWriter WriteNumber(long number)
    {
        if (number < 0x80)
        {
            return Write(number, 8);
        }

        int bits = 64 - BitOperations.LeadingZeroCount((ulong)number);
        int more = 1;
        while (bits > (6 * more) + 6 - more)
        {
            more++;
        }

        // As many ones as bytes, and a zero.
        Write(((0xFF00L >> (more + 1)) & 0xFF) + (number >> (6 * more)), 8);
        while (more-- > 0)
        {
            Write(0x80 | ((number >> (6 * more)) & 0x3F), 8);
        }

        return this;
    }

    /// <summary>The checksum of bytes, bit by bit.</summary>
    public static int Crc(ReadOnlySpan<byte> bytes, int width, int polynomial)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value << (width - 8);
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & (1 << (width - 1))) != 0 ? (crc << 1) ^ polynomial : crc << 1;
            }

            crc &= (1 << width) - 1;
        }

        return crc;
    }
}
