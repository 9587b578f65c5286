using System.Buffers.Binary;

namespace GenreNet.Tests.Support;

/// <summary>Writes and changes Ogg pages, for tests and the fuzzer.</summary>
internal static class OggPages
{
    public const int Continued = 1;
    public const int First = 2;
    public const int Last = 4;

    private const int HeaderLength = 27;
    private const int ChecksumOffset = 22;

    /// <summary>A page with the given lacing values.</summary>
    public static byte[] Page(byte[] segments, byte[] body, int flags = 0, long granule = 0, uint serial = 1, uint sequence = 0)
    {
        byte[] page = new byte[HeaderLength + segments.Length + body.Length];
        "OggS"u8.CopyTo(page);
        page[5] = (byte)flags;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), sequence);
        page[26] = (byte)segments.Length;
        segments.CopyTo(page, HeaderLength);
        body.CopyTo(page, HeaderLength + segments.Length);
        return WithChecksum(page);
    }

    /// <summary>A page with one short packet.</summary>
    public static byte[] Page(ReadOnlySpan<byte> packet, int flags = 0, long granule = 0, uint serial = 1, uint sequence = 0) =>
        Page(Lacing(packet.Length), packet.ToArray(), flags, granule, serial, sequence);

    /// <summary>The segments of a packet: as many 255 as fit, and the rest.</summary>
    public static byte[] Lacing(int length) => [.. Enumerable.Repeat((byte)255, length / 255), (byte)(length % 255)];

    /// <summary>The pages of a file without damage.</summary>
    public static List<byte[]> Split(byte[] file)
    {
        List<byte[]> pages = [];
        for (int start = 0; start < file.Length;)
        {
            int length = Length(file.AsSpan(start));
            pages.Add(file[start..(start + length)]);
            start += length;
        }

        return pages;
    }

    public static byte[] Join(IEnumerable<byte[]> pages) => [.. pages.SelectMany(page => page)];

    public static long Granule(byte[] page) => BinaryPrimitives.ReadInt64LittleEndian(page.AsSpan(6));

    /// <summary>The content of the segments.</summary>
    public static byte[] Body(byte[] page) => page[(HeaderLength + page[26])..];

    /// <summary>A page with other fields; null keeps a field.</summary>
    public static byte[] With(
        byte[] page, int? flags = null, long? granule = null, uint? serial = null, uint? sequence = null, Action<byte[]>? change = null)
    {
        byte[] changed = [.. page];
        changed[5] = (byte)(flags ?? page[5]);
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(6), granule ?? Granule(page));
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(14), serial ?? BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(14)));
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(18), sequence ?? BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(18)));
        change?.Invoke(changed);
        return WithChecksum(changed);
    }

    /// <summary>Returns the file with a correct checksum in each complete page, so that changes reach the decoder.</summary>
    public static byte[] WithChecksums(byte[] file)
    {
        byte[] repaired = [.. file];
        int start = 0;
        while (repaired.AsSpan(start).IndexOf("OggS"u8) is >= 0 and int found)
        {
            start += found;
            int length = Length(repaired.AsSpan(start));
            if (length > 0 && start + length <= repaired.Length)
            {
                WithChecksum(repaired[start..(start + length)]).CopyTo(repaired, start);
                start += length;
            }
            else
            {
                start++;
            }
        }

        return repaired;
    }

    /// <summary>The length of a page, or 0 if its header is incomplete.</summary>
    private static int Length(ReadOnlySpan<byte> page)
    {
        if (page.Length < HeaderLength || page.Length < HeaderLength + page[26])
        {
            return 0;
        }

        int length = HeaderLength + page[26];
        foreach (byte segment in page.Slice(HeaderLength, page[26]))
        {
            length += segment;
        }

        return length;
    }

    private static byte[] WithChecksum(byte[] page)
    {
        page.AsSpan(ChecksumOffset, 4).Clear();
        uint checksum = 0;
        foreach (byte value in page)
        {
            checksum ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 0x80000000) != 0 ? (checksum << 1) ^ 0x04C11DB7 : checksum << 1;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(ChecksumOffset), checksum);
        return page;
    }
}
