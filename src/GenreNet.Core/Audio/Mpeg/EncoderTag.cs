using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>
/// Represents the tag that encoders write into a first frame without sound: Xing, Info (both with LAME's extension) or VBRI.
/// </summary>
/// <remarks>
/// Xing header specification, Mp3 Info Tag revision 1 (LAME), VBRI header of Fraunhofer. Everything that ffmpeg's demuxer decides by these
/// tags is decided here in the same way, so that both return the same samples.
/// </remarks>
/// <param name="FrameCount">Number of frames that follow the tag, or 0 if it is unknown.</param>
/// <param name="StreamLength">Number of bytes of the stream, including the tag, or 0 if it is unknown.</param>
/// <param name="Delay">Number of samples that the encoder added at the start, or null if the encoder is unknown.</param>
/// <param name="Padding">Number of samples that the encoder added at the end.</param>
internal readonly record struct EncoderTag(long FrameCount, long StreamLength, int? Delay, int Padding)
{
    /// <summary>The delay of the decoder in samples: 528 of the filter bank and one more.</summary>
    private const int DecoderDelay = 529;

    private const int HasFrameCount = 1;
    private const int HasStreamLength = 2;
    private const int HasTable = 4;
    private const int HasQuality = 8;
    private const int TableLength = 100;
    private const int VbriOffset = MpegHeader.Length + 32;

    /// <summary>Gets whether the frame is a tag and contains no sound.</summary>
    public bool IsPresent => FrameCount > 0 || StreamLength > 0;

    /// <summary>Gets the number of samples to skip at the start.</summary>
    public int SkipCount => Delay + DecoderDelay ?? 0;

    /// <summary>Reads the tag in a frame of layer III.</summary>
    /// <param name="header">Header of the frame.</param>
    /// <param name="frame">The frame with its header.</param>
    public static EncoderTag Read(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        // A tag starts where the main data of a frame without checksum would, even if there is a checksum.
        ReadOnlySpan<byte> xing = From(frame, MpegHeader.Length + header.SideInformationLength);
        if (xing.StartsWith("Xing"u8) || xing.StartsWith("Info"u8))
        {
            return ReadXing(xing[4..]);
        }

        ReadOnlySpan<byte> vbri = From(frame, VbriOffset);
        return vbri.Length >= 18 && vbri.StartsWith("VBRI"u8) && vbri[5] == 1 && vbri[4] == 0
            ? new EncoderTag(BinaryPrimitives.ReadUInt32BigEndian(vbri[14..]), BinaryPrimitives.ReadUInt32BigEndian(vbri[10..]), null, 0)
            : default;
    }

    /// <summary>Returns the tag without its number of frames if the stream is so much longer that it is several files in one.</summary>
    /// <param name="length">Number of bytes from the tag's frame to the end of the file.</param>
    public EncoderTag For(long length)
    {
        long available = length - MpegHeader.Length;
        return StreamLength > 0 && available - StreamLength > StreamLength >> 4 ? this with { FrameCount = 0 } : this;
    }

    /// <summary>Returns the number of samples at the end of a frame that are the encoder's padding.</summary>
    /// <param name="frame">Index of the frame after the tag.</param>
    /// <param name="sampleCount">Number of samples per frame.</param>
    public int PaddingOf(long frame, int sampleCount)
    {
        long all = FrameCount * sampleCount;
        long end = (frame + 1) * sampleCount;
        // The decoder's delay has moved the sound towards the padding.
        long soundEnd = all - Padding + DecoderDelay;
        bool isTrimmed = Delay is not null && FrameCount > 0 && end >= soundEnd && frame * sampleCount < all;
        return isTrimmed ? (int)Math.Min(end - soundEnd, sampleCount) : 0;
    }

    private static EncoderTag ReadXing(ReadOnlySpan<byte> fields)
    {
        int flags = (int)Next(ref fields, 4);
        long frames = (flags & HasFrameCount) != 0 ? Next(ref fields, 4) : 0;
        long length = (flags & HasStreamLength) != 0 ? Next(ref fields, 4) : 0;
        fields = From(fields, ((flags & HasTable) != 0 ? TableLength : 0) + ((flags & HasQuality) != 0 ? 4 : 0));
        bool isKnownEncoder = fields.StartsWith("LAME"u8) || fields.StartsWith("Lavf"u8) || fields.StartsWith("Lavc"u8);
        // Encoder (9 bytes), revision and method, low-pass filter, peak (4), two gains (2 each), flags, bit rate.
        fields = From(fields, 21);
        long delays = Next(ref fields, 3);
        return isKnownEncoder
            ? new EncoderTag(frames, length, (int)(delays >> 12), (int)(delays & 0xFFF))
            : new EncoderTag(frames, length, null, 0);
    }

    /// <summary>Reads a big-endian integer; bytes beyond the end of the frame are zero.</summary>
    private static long Next(ref ReadOnlySpan<byte> fields, int width)
    {
        long value = 0;
        for (int i = 0; i < width; i++)
        {
            value = (value << 8) | (i < fields.Length ? fields[i] : 0u);
        }

        fields = From(fields, width);
        return value;
    }

    private static ReadOnlySpan<byte> From(ReadOnlySpan<byte> bytes, int offset) => bytes[Math.Min(offset, bytes.Length)..];
}
