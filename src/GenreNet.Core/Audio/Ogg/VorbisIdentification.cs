using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Represents the first header of a Vorbis stream.</summary>
/// <remarks>Vorbis I specification, section 4.2.2.</remarks>
/// <param name="ChannelCount">Number of channels.</param>
/// <param name="SampleRate">Sample rate in Hz.</param>
/// <param name="ShortBlock">Number of samples of a short block.</param>
/// <param name="LongBlock">Number of samples of a long block.</param>
internal sealed record VorbisIdentification(int ChannelCount, int SampleRate, int ShortBlock, int LongBlock)
{
    private const int Length = 30;

    /// <summary>The exponents of the block lengths 64 and 8192.</summary>
    private const int LeastExponent = 6, MostExponent = 13;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">A value is not allowed by the specification.</exception>
    public static VorbisIdentification Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Length || !packet.StartsWith("\u0001vorbis\0\0\0\0"u8))
        {
            throw new InvalidDataException("its Vorbis identification header is incomplete or of an unknown version");
        }

        int channels = packet[11];
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]);
        int shortExponent = packet[28] & 0xF;
        int longExponent = packet[28] >> 4;
        bool isValid = channels > 0 && rate is > 0 and <= int.MaxValue
            && shortExponent >= LeastExponent && shortExponent <= longExponent && longExponent <= MostExponent
            && (packet[29] & 1) != 0;
        return isValid
            ? new VorbisIdentification(channels, (int)rate, 1 << shortExponent, 1 << longExponent)
            : throw new InvalidDataException("its Vorbis identification header has impossible values");
    }
}
