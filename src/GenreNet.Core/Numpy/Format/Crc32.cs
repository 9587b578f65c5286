using System.Buffers.Binary;

namespace GenreNet.Core.Numpy.Format;

/// <summary>The checksum of ZIP archives: CRC-32 with the reflected polynomial EDB88320, as ITU-T V.42 and ISO 3309 define it.</summary>
/// <remarks>Eight bytes a step by eight tables: Kounavis and Berry, "A systematic approach to building high performance software-based CRC generators" (2005).</remarks>
internal static class Crc32
{
    private const int TableCount = 8;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The checksum of bytes that follow others.</summary>
    /// <param name="checksum">That of the bytes before; 0 for none.</param>
    /// <param name="bytes">The bytes.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint state = ~checksum;
        for (; bytes.Length >= TableCount; bytes = bytes[TableCount..])
        {
            uint low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (byte value in bytes)
        {
            state = Tables[0][(byte)(state ^ value)] ^ (state >> 8);
        }

        return ~state;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, TableCount).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ 0xEDB88320;
            }

            tables[0][value] = remainder;
        }

        for (int table = 1; table < TableCount; table++)
        {
            for (int value = 0; value < 256; value++)
            {
                uint before = tables[table - 1][value];
                tables[table][value] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
