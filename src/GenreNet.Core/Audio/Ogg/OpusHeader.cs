using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Represents the identification header of an Opus stream.</summary>
/// <remarks>RFC 7845, section 5.1.</remarks>
/// <param name="ChannelCount">Number of channels.</param>
/// <param name="PreSkip">Number of samples to discard at the start, at 48 kHz.</param>
/// <param name="Gain">Factor for all samples.</param>
/// <param name="Family">Mapping family: the meaning of the channels.</param>
/// <param name="StreamCount">Number of Opus streams in each packet.</param>
/// <param name="CoupledCount">Number of those streams, the first ones, that are stereo.</param>
/// <param name="Mapping">For each channel, the number of the decoded channel, or 255 for silence.</param>
internal sealed record OpusHeader(int ChannelCount, int PreSkip, float Gain, int Family, int StreamCount, int CoupledCount, byte[] Mapping)
{
    private const int Length = 19;
    private const int MappingOffset = 21;
    private const int SilentChannel = 255;

    /// <summary>The maximum number of streams that encoders write for eight channels. Each stream needs the memory of a decoder.</summary>
    private const int MaximumStreams = 8;

    /// <summary>Gets a value indicating whether the family is mono and stereo (0) or surround sound (1).</summary>
    public bool IsSupported => Family is 0 or 1 && StreamCount <= MaximumStreams;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The header is not allowed by the specification.</exception>
    public static OpusHeader Read(ReadOnlySpan<byte> packet)
    {
        // The upper four bits of the version change if the header becomes incompatible.
        if (packet.Length < Length || !packet.StartsWith("OpusHead"u8) || packet[8] >> 4 != 0)
        {
            throw new InvalidDataException("its Opus header is incomplete or of an unknown version");
        }

        int channels = packet[9];
        int preSkip = BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]);
        // Decibels in steps of 1/256; the sample rate of the original before it is only informative.
        float gain = MathF.Pow(10, BinaryPrimitives.ReadInt16LittleEndian(packet[16..]) / (20f * 256));
        int family = packet[18];
        if (family == 0)
        {
            return channels is 1 or 2
                ? new OpusHeader(channels, preSkip, gain, family, 1, channels - 1, channels == 1 ? [0] : [0, 1])
                : throw new InvalidDataException($"its Opus header claims {channels} channels in the family of mono and stereo");
        }

        if (packet.Length < MappingOffset + channels)
        {
            throw new InvalidDataException("its Opus header ends inside the channel mapping");
        }

        int streams = packet[19];
        int coupled = packet[20];
        byte[] mapping = packet.Slice(MappingOffset, channels).ToArray();
        bool isValid = channels > 0 && streams > 0 && coupled <= streams && streams + coupled <= SilentChannel
            && (family != 1 || channels <= 8) && mapping.All(channel => channel == SilentChannel || channel < streams + coupled);
        return isValid
            ? new OpusHeader(channels, preSkip, gain, family, streams, coupled, mapping)
            : throw new InvalidDataException("its Opus header has an impossible channel mapping");
    }
}
