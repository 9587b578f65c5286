namespace GenreNet.Core.Audio;

/// <summary>An ID3v2 tag at the start of a file: taggers put it in front of any format, not only of MP3.</summary>
/// <remarks>id3.org, ID3 tag version 2.4.0, main structure (2000), section 3.</remarks>
internal static class Id3Tag
{
    private const int HeaderLength = 10;
    private const int HasFooter = 0x10;

    /// <summary>The length of a tag in bytes, its header and footer included; 0 where the bytes do not start one.</summary>
    /// <param name="start">Ten bytes or more.</param>
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
