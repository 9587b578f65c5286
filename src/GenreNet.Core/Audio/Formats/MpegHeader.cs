using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Represents the header of an MPEG audio frame.</summary>
/// <remarks>
/// ISO/IEC 11172-3, section 2.4.1.3 (MPEG-1), and 13818-3, section 2.4.2.3 (MPEG-2). MPEG-2.5 is an extension by Fraunhofer that halves the
/// sample rates of MPEG-2.
/// </remarks>
/// <param name="Word">The 32 bits of the header.</param>
internal readonly record struct MpegHeader(uint Word)
{
    /// <summary>The length of a header in bytes.</summary>
    public const int Length = 4;

    /// <summary>The length of the longest frame that has a bit rate, in bytes: layer II, 384 kbit/s at 32 kHz.</summary>
    public const int LongestFrame = 1729;

    /// <summary>
    /// The fields that two consecutive frames have in common: everything but protection, bit rate, padding and mode extension.
    /// </summary>
    private const uint ConsistentFields = 0xFFFE_0CCF;

    /// <summary>
    /// The fields that stay the same in a stream whose number of channels changes: sync word, version, layer and sample rate.
    /// </summary>
    private const uint StreamFields = 0xFFFE_0C00;

    private enum MpegVersion
    {
        Mpeg25,
        Reserved,
        Mpeg2,
        Mpeg1,
    }

    /// <summary>Gets the layer: 1, 2 or 3.</summary>
    public int Layer => 4 - (int)((Word >> 17) & 3);

    /// <summary>Gets whether the sample rate is one of MPEG-2 or MPEG-2.5, whose frames have one granule instead of two.</summary>
    public bool IsLowRate => Version != MpegVersion.Mpeg1;

    /// <summary>Gets whether a 16-bit checksum follows the header.</summary>
    public bool HasChecksum => (Word & 0x1_0000) == 0;

    /// <summary>
    /// Gets whether the bit rate is not declared, so that the length of frames must be found out by searching for the next.
    /// </summary>
    public bool IsFreeFormat => BitRateIndex == 0;

    /// <summary>
    /// Gets the index of the sample rate in the tables of scale factor bands: 44.1, 48, 32, 22.05, 24, 16, 11.025, 12 and 8 kHz.
    /// </summary>
    public int RateIndex => (int)((Word >> 10) & 3) + Version switch { MpegVersion.Mpeg1 => 0, MpegVersion.Mpeg2 => 3, _ => 6 };

    /// <summary>Gets the sample rate in Hz.</summary>
    public int SampleRate => ((int)((Word >> 10) & 3) switch { 0 => 44100, 1 => 48000, _ => 32000 })
        >> Version switch { MpegVersion.Mpeg1 => 0, MpegVersion.Mpeg2 => 1, _ => 2 };

    /// <summary>Gets the number of channels: 1 or 2.</summary>
    public int ChannelCount => Mode == 3 ? 1 : 2;

    /// <summary>Gets whether the channels are coded as their sum and difference.</summary>
    public bool IsMidSide => Mode == 1 && (Word & 0x20) != 0;

    /// <summary>Gets whether high frequencies are coded as one channel and a direction for each band.</summary>
    public bool IsIntensity => Mode == 1 && (Word & 0x10) != 0;

    /// <summary>Gets the number of granules of 576 samples in a frame of layer III.</summary>
    public int GranuleCount => IsLowRate ? 1 : 2;

    /// <summary>Gets the number of samples per channel in a frame of layer III.</summary>
    public int SampleCount => 576 * GranuleCount;

    /// <summary>Gets the length of the side information of layer III in bytes.</summary>
    public int SideInformationLength => IsLowRate ? (ChannelCount == 1 ? 9 : 17) : (ChannelCount == 1 ? 17 : 32);

    /// <summary>Gets the length of the frame in bytes, including the header; 0 for free format.</summary>
    public int FrameLength
    {
        get
        {
            if (IsFreeFormat)
            {
                return 0;
            }

            int rate = 1000 * BitRate;
            int padding = (int)((Word >> 9) & 1);
            return Layer switch
            {
                1 => 4 * ((12 * rate / SampleRate) + padding),
                2 => (144 * rate / SampleRate) + padding,
                _ => (72 * GranuleCount * rate / SampleRate) + padding,
            };
        }
    }

    /// <summary>Gets the name of the codec in messages.</summary>
    public string CodecName => Layer switch
    {
        1 => "MPEG audio layer I",
        2 => "MPEG audio layer II",
        _ => IsFreeFormat ? "MP3 in free format" : "MP3",
    };

    private MpegVersion Version => (MpegVersion)((Word >> 19) & 3);

    private int BitRateIndex => (int)((Word >> 12) & 15);

    private int Mode => (int)((Word >> 6) & 3);

    /// <summary>Gets the bit rate in kbit/s.</summary>
    private int BitRate
    {
        get
        {
            ReadOnlySpan<ushort> rates = (IsLowRate, Layer) switch
            {
                (false, 1) => [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
                (false, 2) => [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
                (false, _) => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
                (true, 1) => [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
                _ => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
            };
            return rates[BitRateIndex];
        }
    }

    /// <summary>Reads a header that has no reserved values.</summary>
    /// <param name="bytes">First bytes of a frame; too few of them are not a header.</param>
    /// <param name="header">The header, if the result is true.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MpegHeader header)
    {
        header = new MpegHeader(bytes.Length < Length ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes));
        return header.Word >> 21 == 0x7FF
            && header.Version != MpegVersion.Reserved
            && header.Layer != 4
            && header.BitRateIndex != 15
            && ((header.Word >> 10) & 3) != 3;
    }

    /// <summary>Returns whether a header may be the one of the next frame.</summary>
    public bool IsConsistentWith(MpegHeader next) => ((Word ^ next.Word) & ConsistentFields) == 0;

    /// <summary>Returns whether a frame belongs to the same stream, which may change its number of channels.</summary>
    public bool IsSameStream(MpegHeader other) => ((Word ^ other.Word) & StreamFields) == 0;
}
