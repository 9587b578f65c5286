using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Represents a page with a correct checksum. It is valid until the next page is read.</summary>
/// <remarks>RFC 3533, section 6. All integers are little-endian.</remarks>
/// <param name="Bytes">The page from its capture pattern to the end of its body.</param>
/// <param name="Offset">Byte offset of the page in the source.</param>
internal readonly record struct OggPage(ReadOnlyMemory<byte> Bytes, long Offset)
{
    /// <summary>The length of the header without the table of segments.</summary>
    public const int HeaderLength = 27;

    /// <summary>The maximum length of a page: 255 segments of 255 bytes.</summary>
    public const int MaximumLength = HeaderLength + 255 + (255 * 255);

    /// <summary>The length of a segment of a packet that is continued by the next segment.</summary>
    public const int FullSegment = 255;

    private const int FlagsOffset = 5;
    private const int SegmentCountOffset = 26;
    private const int ChecksumOffset = 22;

    /// <summary>Gets a value indicating whether the page starts with the continuation of a packet.</summary>
    public bool IsContinued => (Bytes.Span[FlagsOffset] & 1) != 0;

    /// <summary>Gets a value indicating whether the page is the first of its logical stream.</summary>
    public bool IsFirst => (Bytes.Span[FlagsOffset] & 2) != 0;

    /// <summary>Gets a value indicating whether the page is the last of its logical stream.</summary>
    public bool IsLast => (Bytes.Span[FlagsOffset] & 4) != 0;

    /// <summary>
    /// Gets the position at the end of the last packet that ends on the page, in samples of its codec; -1 if no packet ends on it.
    /// </summary>
    public long GranulePosition => BinaryPrimitives.ReadInt64LittleEndian(Bytes.Span[6..]);

    /// <summary>Gets the serial number of the logical stream.</summary>
    public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[14..]);

    /// <summary>Gets the number of the page within its logical stream.</summary>
    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[18..]);

    /// <summary>Gets the lengths of the segments.</summary>
    public ReadOnlySpan<byte> Segments => Bytes.Span.Slice(HeaderLength, Bytes.Span[SegmentCountOffset]);

    /// <summary>Gets the content of the segments.</summary>
    public ReadOnlyMemory<byte> Body => Bytes[(HeaderLength + Bytes.Span[SegmentCountOffset])..];

    /// <summary>Returns whether bytes are the header of a page of version 0.</summary>
    /// <param name="header">Bytes, at least <see cref="HeaderLength"/>.</param>
    public static bool IsHeader(ReadOnlySpan<byte> header) => header.StartsWith("OggS\0"u8) && header[FlagsOffset] <= 7;

    /// <summary>Returns the length of the header with its table of segments.</summary>
    public static int FullHeaderLength(ReadOnlySpan<byte> header) => HeaderLength + header[SegmentCountOffset];

    /// <summary>Returns the length of a page.</summary>
    /// <param name="header">Header with the table of segments.</param>
    public static int Length(ReadOnlySpan<byte> header)
    {
        int length = FullHeaderLength(header);
        foreach (byte segment in header[HeaderLength..length])
        {
            length += segment;
        }

        return length;
    }

    /// <summary>Returns whether the checksum of a complete page is correct. It is computed with zeros in its own field.</summary>
    public static bool HasCorrectChecksum(ReadOnlySpan<byte> page)
    {
        uint checksum = OggChecksum.Append(0, page[..ChecksumOffset]);
        checksum = OggChecksum.Append(checksum, [0, 0, 0, 0]);
        checksum = OggChecksum.Append(checksum, page[(ChecksumOffset + 4)..]);
        return checksum == BinaryPrimitives.ReadUInt32LittleEndian(page[ChecksumOffset..]);
    }
}
