using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>
/// Computes the checksum of Ogg pages: CRC-32 with polynomial 0x04C11DB7, not reflected, with neither initial nor final inversion.
/// </summary>
/// <remarks>
/// RFC 3533, section 6, field 7. <c>System.IO.Hashing.Crc32</c> is the reflected variant of ZIP and does not fit. Eight bytes per step
/// ("slicing by 8"): <c>Tables[256 k + b]</c> is the remainder of byte <c>b</c> followed by <c>k</c> zero bytes.
/// </remarks>
internal static class OggChecksum
{
    private const uint Polynomial = 0x04C11DB7;
    private const int Slices = 8;

    private static readonly uint[] Tables = CreateTables();

    /// <summary>Continues a checksum, starting from 0, with more bytes.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> tables = Tables;
        while (bytes.Length >= Slices)
        {
            uint high = checksum ^ BinaryPrimitives.ReadUInt32BigEndian(bytes);
            uint low = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
            checksum = tables[0x700 + (int)(high >> 24)] ^ tables[0x600 + (int)((high >> 16) & 0xFF)]
                ^ tables[0x500 + (int)((high >> 8) & 0xFF)] ^ tables[0x400 + (int)(high & 0xFF)]
                ^ tables[0x300 + (int)(low >> 24)] ^ tables[0x200 + (int)((low >> 16) & 0xFF)]
                ^ tables[0x100 + (int)((low >> 8) & 0xFF)] ^ tables[(int)(low & 0xFF)];
            bytes = bytes[Slices..];
        }

        foreach (byte value in bytes)
        {
            checksum = (checksum << 8) ^ tables[(int)(checksum >> 24) ^ value];
        }

        return checksum;
    }

    private static uint[] CreateTables()
    {
        uint[] tables = new uint[Slices * 256];
        for (int value = 0; value < tables.Length; value++)
        {
            uint remainder = value < 256 ? (uint)value << 24 : tables[value - 256];
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder << 1) ^ ((remainder >> 31) * Polynomial);
            }

            tables[value] = remainder;
        }

        return tables;
    }
}
