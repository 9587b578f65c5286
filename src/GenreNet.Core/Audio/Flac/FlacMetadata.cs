namespace GenreNet.Core.Audio;

/// <summary>Reads the metadata blocks in front of the first frame of a FLAC file.</summary>
/// <remarks>RFC 9639, sections 6 and 8.</remarks>
internal static class FlacMetadata
{
    private const int StreamInfoType = 0;
    private const int ForbiddenType = 127;
    private const byte IsLast = 0x80;

    /// <summary>Gets the first bytes of a FLAC file.</summary>
    public static ReadOnlySpan<byte> Marker => "fLaC"u8;

    /// <summary>Reads the marker and all blocks, and positions the feed at the first frame.</summary>
    /// <returns>The STREAMINFO block; null if the file lacks it, so that the frames alone describe the audio.</returns>
    /// <exception cref="AudioFormatException">The blocks are damaged.</exception>
    public static FlacStreamInfo? Read(IByteFeed feed)
    {
        Span<byte> head = stackalloc byte[4];
        Span<byte> content = stackalloc byte[FlacStreamInfo.Length];
        ReadExactly(feed, head);
        if (!head.SequenceEqual(Marker))
        {
            throw new AudioFormatException(feed.Name, "the FLAC marker is missing. Export the file again.", feed.Position - head.Length);
        }

        FlacStreamInfo? info = null;
        do
        {
            long start = feed.Position;
            ReadExactly(feed, head);
            int type = head[0] & 0x7F;
            int length = (head[1] << 16) | (head[2] << 8) | head[3];
            if (type == ForbiddenType)
            {
                throw new AudioFormatException(feed.Name, "the FLAC metadata is damaged. Export the file again.", start);
            }

            // The block should be the first, but some programs write others in front of it.
            if (type == StreamInfoType && length >= FlacStreamInfo.Length && info is null)
            {
                ReadExactly(feed, content);
                info = FlacStreamInfo.Parse(content);
                length -= content.Length;
            }

            if (!feed.Skip(length))
            {
                throw Ends(feed);
            }
        }
        while ((head[0] & IsLast) == 0);
        return info;
    }

    private static void ReadExactly(IByteFeed feed, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = feed.ReadAvailable(destination);
            if (count == 0)
            {
                throw Ends(feed);
            }

            destination = destination[count..];
        }
    }

    private static AudioFormatException Ends(IByteFeed feed) =>
        new(feed.Name, "the file ends inside the FLAC metadata. Download or export it again.", feed.Position);
}
