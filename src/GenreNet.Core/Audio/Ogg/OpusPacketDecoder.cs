using Concentus;
using Concentus.Structs;

namespace GenreNet.Core.Audio;

/// <summary>Decodes an Opus stream with Concentus, at 48 kHz.</summary>
/// <remarks>RFC 7845. Concentus computes with integers and returns samples of 16 bits, so it clips at full scale.</remarks>
internal sealed class OpusPacketDecoder : OggDecoder
{
    private const int Rate = 48000;
    private const float FullScale = 32768;

    private OpusHeader? _header;
    private PacketDecoder? _decode;
    private short[] _samples = [];

    private delegate int PacketDecoder(ReadOnlySpan<byte> packet, Span<short> samples, int duration);

    /// <inheritdoc/>
    public override int SampleRate => Rate;

    /// <inheritdoc/>
    public override int ChannelCount => _header!.ChannelCount;

    /// <inheritdoc/>
    public override int MaximumDuration => OpusPacket.MaximumDuration;

    /// <inheritdoc/>
    public override int PreSkip => _header!.PreSkip;

    /// <inheritdoc/>
    public override bool CutsSeveralPackets => true;

    /// <inheritdoc/>
    public override OggHeaderResult ReadHeader(ReadOnlyMemory<byte> packet)
    {
        if (_header is null)
        {
            _header = OpusHeader.Read(packet.Span);
            return _header.IsSupported ? OggHeaderResult.Continue : OggHeaderResult.Unsupported;
        }

        if (!packet.Span.StartsWith("OpusTags"u8))
        {
            throw new InvalidDataException("its Opus comment header is missing");
        }

        _decode = CreateDecoder(_header);
        _samples = new short[MaximumDuration * ChannelCount];
        return OggHeaderResult.Ready;
    }

    /// <inheritdoc/>
    public override long Duration(IReadOnlyList<ReadOnlyMemory<byte>> packets, int first, int end)
    {
        long duration = 0;
        for (int i = first; i < end; i++)
        {
            duration += OpusPacket.Duration(packets[i].Span);
        }

        return duration;
    }

    /// <inheritdoc/>
    public override int Decode(ReadOnlyMemory<byte> packet, Span<float> interleaved)
    {
        int duration = OpusPacket.Duration(packet.Span);
        int count = duration == 0 ? 0 : DecodeSamples(packet.Span, duration);
        if (count != duration || duration == 0)
        {
            throw new InvalidDataException("an Opus packet is damaged");
        }

        float factor = _header!.Gain / FullScale;
        for (int i = 0; i < count * ChannelCount; i++)
        {
            interleaved[i] = _samples[i] * factor;
        }

        return count;
    }

    /// <inheritdoc/>
    /// <remarks>Opus adapts to what follows within some 80 ms.</remarks>
    public override void Restart()
    {
    }

    /// <summary>Creates the decoder. Those of Concentus own nothing that must be disposed.</summary>
    private static PacketDecoder CreateDecoder(OpusHeader header)
    {
        // The factory that these constructors recommend looks for a native library, whose results would differ between machines.
#pragma warning disable CS0618
        if (header is { StreamCount: 1, Mapping: [0] or [0, 1] } && header.ChannelCount == header.CoupledCount + 1)
        {
            var decoder = new OpusDecoder(Rate, header.ChannelCount);
            return (packet, samples, duration) => decoder.Decode(packet, samples, duration);
        }

        var surround = new OpusMSDecoder(Rate, header.ChannelCount, header.StreamCount, header.CoupledCount, header.Mapping);
#pragma warning restore CS0618
        return (packet, samples, duration) => surround.DecodeMultistream(packet, samples, duration, decode_fec: false);
    }

    private int DecodeSamples(ReadOnlySpan<byte> packet, int duration)
    {
        try
        {
            return _decode!(packet, _samples, duration);
        }
        catch (Exception problem) when (
            problem is OpusException or ArgumentException or IndexOutOfRangeException or ArithmeticException or NullReferenceException)
        {
            throw new InvalidDataException("an Opus packet is damaged", problem);
        }
    }
}
