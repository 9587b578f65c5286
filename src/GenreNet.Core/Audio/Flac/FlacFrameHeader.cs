using System.Buffers.Binary;
using System.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Represents how the channels of a FLAC frame are stored.</summary>
/// <remarks>RFC 9639, section 4.2.</remarks>
internal enum FlacStereo
{
    /// <summary>Each channel is stored as it is.</summary>
    Independent,

    /// <summary>The left channel, and left minus right.</summary>
    LeftSide,

    /// <summary>Left minus right, and the right channel.</summary>
    SideRight,

    /// <summary>The mean of left and right, and left minus right.</summary>
    MidSide,
}

/// <summary>Represents the header of a FLAC frame.</summary>
/// <remarks>RFC 9639, section 9.1.</remarks>
/// <param name="BlockSize">Number of samples per channel, 1 to 65536.</param>
/// <param name="SampleRate">Sample rate in Hz; 0 to use that of STREAMINFO.</param>
/// <param name="ChannelCount">Number of channels, 1 to 8.</param>
/// <param name="Stereo">How the channels are stored.</param>
/// <param name="BitsPerSample">Bits per sample; 0 to use those of STREAMINFO.</param>
internal readonly record struct FlacFrameHeader(int BlockSize, int SampleRate, int ChannelCount, FlacStereo Stereo, int BitsPerSample)
{
    /// <summary>The number of first bytes that determine the length of a header.</summary>
    public const int StartLength = 5;

    /// <summary>The maximum length of a header in bytes.</summary>
    public const int MaximumLength = 16;

    private const int FixedLength = 4;

    /// <summary>Returns whether bytes start with the sync code of a frame, of fixed or variable block size.</summary>
    public static bool IsSync(ReadOnlySpan<byte> start) => start is [0xFF, 0xF8 or 0xF9, ..];

    /// <summary>Returns whether bytes start with a complete and valid header.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) =>
        IsSync(start) && start.Length >= MaximumLength && LengthOf(start) is var length and > 0 && Parse(start[..length]) is not null;

    /// <summary>Returns the length of a header in bytes, from its first bytes; 0 if they are invalid.</summary>
    /// <param name="start">First <see cref="StartLength"/> bytes.</param>
    public static int LengthOf(ReadOnlySpan<byte> start)
    {
        int numberLength = NumberLength(start[FixedLength]);
        return numberLength == 0 ? 0 : FixedLength + numberLength + BlockSizeLength(start[2] >> 4) + SampleRateLength(start[2] & 0xF) + 1;
    }

    /// <summary>Parses a header; returns null if it has reserved values or a wrong checksum.</summary>
    /// <param name="header">Header of the length that <see cref="LengthOf"/> returned.</param>
    public static FlacFrameHeader? Parse(ReadOnlySpan<byte> header)
    {
        if (!IsSync(header) || FlacChecksum.Crc8(header[..^1]) != header[^1])
        {
            return null;
        }

        ReadOnlySpan<byte> uncommon = header[(FixedLength + NumberLength(header[FixedLength]))..];
        int blockSize = BlockSizeOf(header[2] >> 4, uncommon);
        int sampleRate = SampleRateOf(header[2] & 0xF, uncommon[BlockSizeLength(header[2] >> 4)..]);
        (int channels, FlacStereo stereo) = ChannelsOf(header[3] >> 4);
        int bits = BitsOf((header[3] >> 1) & 7);
        bool isReserved = (header[3] & 1) != 0 || blockSize < 1 || sampleRate < 0 || channels < 1 || bits < 0;
        return isReserved ? null : new FlacFrameHeader(blockSize, sampleRate, channels, stereo, bits);
    }

    /// <summary>Returns the length of the coded frame or sample number: 1 to 7 bytes, as in an extended UTF-8; 0 if invalid.</summary>
    private static int NumberLength(byte first) => BitOperations.LeadingZeroCount((uint)~(first << 24)) switch
    {
        0 => 1,
        1 or 8 => 0,
        int ones => ones,
    };

    private static int BlockSizeLength(int code) => code switch { 6 => 1, 7 => 2, _ => 0 };

    private static int SampleRateLength(int code) => code switch { 12 => 1, 13 or 14 => 2, _ => 0 };

    private static int BlockSizeOf(int code, ReadOnlySpan<byte> uncommon) => code switch
    {
        0 => -1,
        1 => 192,
        <= 5 => 144 << code,
        6 => uncommon[0] + 1,
        7 => BinaryPrimitives.ReadUInt16BigEndian(uncommon) + 1,
        _ => 1 << code,
    };

    private static int SampleRateOf(int code, ReadOnlySpan<byte> uncommon) => code switch
    {
        0 => 0,
        1 => 88_200,
        2 => 176_400,
        3 => 192_000,
        4 => 8_000,
        5 => 16_000,
        6 => 22_050,
        7 => 24_000,
        8 => 32_000,
        9 => 44_100,
        10 => 48_000,
        11 => 96_000,
        12 => uncommon[0] * 1000,
        13 => BinaryPrimitives.ReadUInt16BigEndian(uncommon),
        14 => BinaryPrimitives.ReadUInt16BigEndian(uncommon) * 10,
        _ => -1,
    };

    private static (int Count, FlacStereo Stereo) ChannelsOf(int code) => code switch
    {
        < 8 => (code + 1, FlacStereo.Independent),
        8 => (2, FlacStereo.LeftSide),
        9 => (2, FlacStereo.SideRight),
        10 => (2, FlacStereo.MidSide),
        _ => (-1, FlacStereo.Independent),
    };

    private static int BitsOf(int code) => code switch
    {
        0 => 0,
        1 => 8,
        2 => 12,
        4 => 16,
        5 => 20,
        6 => 24,
        7 => 32,
        _ => -1,
    };
}
