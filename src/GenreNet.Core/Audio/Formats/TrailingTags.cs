using System.Buffers.Binary;
using System.Globalization;

namespace GenreNet.Core.Audio;

/// <summary>
/// Finds tags at the end of a file: tagging programs append ID3v1, APEv2, Lyrics3 and ID3v2 with a footer to any format. Decoders that
/// interpret them as audio report damage.
/// </summary>
/// <remarks>id3.org, ID3v1 and Lyrics3 v2.00; APEv2 specification (Hydrogenaudio); ID3 tag version 2.4.0, section 3.4.</remarks>
internal static class TrailingTags
{
    private const int MostTags = 8;
    private const int Id3v1Length = 128;
    private const int ApeFooterLength = 32;
    private const int LyricsFooterLength = 15;
    private const int Id3v2FooterLength = 10;
    private const uint ApeHasHeader = 0x8000_0000;

    /// <summary>
    /// Returns the byte offset where the tags start, or the end of the source if there are none. The position of the source does not
    /// change.
    /// </summary>
    /// <param name="source">Seekable source.</param>
    public static long Start(ByteSource source)
    {
        long position = source.Position;
        long end = source.Length!.Value;
        Span<byte> buffer = stackalloc byte[Id3v1Length];
        for (int tags = 0; tags < MostTags; tags++)
        {
            int count = (int)Math.Min(buffer.Length, end);
            source.SeekTo(end - count);
            long length = LengthOfLast(buffer[..source.Read(buffer[..count])]);
            if (length == 0 || length >= end)
            {
                break;
            }

            end -= length;
        }

        source.SeekTo(position);
        return end;
    }

    /// <summary>Returns the length of the tag that ends with these bytes; 0 if they are not the end of a tag.</summary>
    internal static long LengthOfLast(ReadOnlySpan<byte> tail)
    {
        if (tail.Length >= Id3v1Length && tail[^Id3v1Length..].StartsWith("TAG"u8))
        {
            return Id3v1Length;
        }

        if (tail.Length >= ApeFooterLength && tail[^ApeFooterLength..] is var ape && ape.StartsWith("APETAGEX"u8))
        {
            bool hasHeader = (BinaryPrimitives.ReadUInt32LittleEndian(ape[20..]) & ApeHasHeader) != 0;
            return Math.Max(ApeFooterLength, BinaryPrimitives.ReadUInt32LittleEndian(ape[12..])) + (hasHeader ? ApeFooterLength : 0);
        }

        if (tail.Length >= LyricsFooterLength && tail.EndsWith("LYRICS200"u8)
            && int.TryParse(tail[^LyricsFooterLength..][..6], NumberStyles.None, CultureInfo.InvariantCulture, out int lyrics))
        {
            return lyrics + LyricsFooterLength;
        }

        // The footer is a header with a reversed name.
        return tail.Length >= Id3v2FooterLength && tail[^Id3v2FooterLength..].StartsWith("3DI"u8)
            ? Id3Tag.Length([.. "ID3"u8, .. tail[^Id3v2FooterLength..][3..]])
            : 0;
    }
}
