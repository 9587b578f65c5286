using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Represents the STREAMINFO block of a FLAC file.</summary>
/// <remarks>
/// RFC 9639, section 8.2. The limits of block and frame lengths are not needed for decoding, and some encoders get them wrong.
/// </remarks>
/// <param name="SampleRate">Sample rate in Hz; 0 if unknown.</param>
/// <param name="ChannelCount">Number of channels, 1 to 8.</param>
/// <param name="BitsPerSample">Bits per sample, 1 to 32.</param>
/// <param name="SampleCount">Number of samples per channel; 0 if unknown.</param>
/// <param name="Md5">MD5 of the samples; null if unknown.</param>
internal sealed record FlacStreamInfo(int SampleRate, int ChannelCount, int BitsPerSample, long SampleCount, byte[]? Md5)
{
    /// <summary>The length of the block in bytes.</summary>
    public const int Length = 34;

    private const int Md5Offset = 18;

    /// <summary>Parses the content of a block.</summary>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> block)
    {
        // 20 bits of sample rate, 3 of channels, 5 of bits per sample, 36 of the number of samples.
        ulong fields = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        ReadOnlySpan<byte> md5 = block[Md5Offset..Length];
        return new FlacStreamInfo(
            (int)(fields >> 44),
            (int)((fields >> 41) & 7) + 1,
            (int)((fields >> 36) & 31) + 1,
            (long)(fields & 0xF_FFFF_FFFF),
            md5.ContainsAnyExcept((byte)0) ? md5.ToArray() : null);
    }
}
