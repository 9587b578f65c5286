namespace GenreNet.Core.Audio;

/// <summary>Reads ID3v2 tags at the start of a file: tagging programs add them to any format, not only to MP3.</summary>
/// <remarks>id3.org, ID3 tag version 2.4.0, main structure (2000), section 3.</remarks>
internal static class Id3Tag
{
    private const int HeaderLength = 10;
    private const int HasFooter = 0x10;

    /// <summary>Returns the length of a tag in bytes, including header and footer; 0 if the bytes are not the start of a tag.</summary>
    /// <param name="start">First bytes, ten or more.</param>
    public static long Length(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderLength || !start.StartsWith("ID3"u8) || start[3] == 0xFF || start[4] == 0xFF)
        {
            return 0;
        }

        int length = 0;
        foreach (byte seven in start[6..HeaderLength])
        {
            if (seven > 0x7F)
            {
                return 0;
            }

            length = (length << 7) | seven;
        }

        return HeaderLength + length + ((start[5] & HasFooter) == 0 ? 0 : HeaderLength);
    }
}
