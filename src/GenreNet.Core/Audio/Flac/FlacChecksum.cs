using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Computes the checksums of FLAC: CRC-8 of frame headers and CRC-16 of frames.</summary>
/// <remarks>
/// RFC 9639, sections 9.1.8 and 9.3: polynomials x^8+x^2+x+1 and x^16+x^15+x^2+1, most significant bit first, initially 0.
/// </remarks>
internal static class FlacChecksum
{
    private const int Polynomial8 = 0x07;
    private const int Polynomial16 = 0x8005;
    private const int Stride = sizeof(ulong);

    private static readonly byte[] Table8 = [.. Enumerable.Range(0, 256).Select(value => (byte)Divide(value, 8, Polynomial8))];

    /// <summary>Table k has the checksum of a byte followed by k zero bytes, so that eight bytes are processed at a time.</summary>
    private static readonly ushort[] Tables16 = CreateTables16();

    /// <summary>Returns the CRC-8 of bytes.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte value in bytes)
        {
            crc = Table8[crc ^ value];
        }

        return crc;
    }

    /// <summary>Continues a CRC-16 with more bytes.</summary>
    /// <param name="crc">CRC-16 of the bytes before; initially 0.</param>
    /// <param name="bytes">Next bytes.</param>
    public static ushort Crc16(ushort crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> tables = Tables16;
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            ulong next = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ((ulong)crc << 48);
            crc = (ushort)(tables[0x700 + (byte)(next >> 56)] ^ tables[0x600 + (byte)(next >> 48)]
                ^ tables[0x500 + (byte)(next >> 40)] ^ tables[0x400 + (byte)(next >> 32)]
                ^ tables[0x300 + (byte)(next >> 24)] ^ tables[0x200 + (byte)(next >> 16)]
                ^ tables[0x100 + (byte)(next >> 8)] ^ tables[(byte)next]);
        }

        foreach (byte value in bytes)
        {
            crc = (ushort)((crc << 8) ^ tables[(crc >> 8) ^ value]);
        }

        return crc;
    }

    private static ushort[] CreateTables16()
    {
        ushort[] tables = new ushort[Stride * 256];
        for (int value = 0; value < 256; value++)
        {
            int crc = Divide(value, 16, Polynomial16);
            for (int zeros = 0; zeros < Stride; zeros++)
            {
                tables[(zeros * 256) + value] = (ushort)crc;
                crc = Divide(crc >> 8, 16, Polynomial16) ^ ((crc << 8) & 0xFFFF);
            }
        }

        return tables;
    }

    /// <summary>Returns the remainder of a byte, shifted to the width of the checksum, divided by a polynomial.</summary>
    private static int Divide(int value, int width, int polynomial)
    {
        int remainder = value << (width - 8);
        for (int bit = 0; bit < 8; bit++)
        {
            bool carries = (remainder & (1 << (width - 1))) != 0;
            remainder = ((remainder << 1) ^ (carries ? polynomial : 0)) & ((1 << width) - 1);
        }

        return remainder;
    }
}
