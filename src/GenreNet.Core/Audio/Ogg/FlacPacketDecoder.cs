namespace GenreNet.Core.Audio;

/// <summary>Decodes a FLAC stream in Ogg: after the headers, each packet is a frame.</summary>
/// <remarks>RFC 9639, section 10.1. Frames have their own checksums and exact lengths, so no page cuts the audio.</remarks>
internal sealed class FlacPacketDecoder : OggDecoder
{
    /// <summary>The first packet: its marker, the version of the mapping, the number of headers, and the start of a FLAC file.</summary>
    private const int MajorVersionOffset = 5, FlacMarkerOffset = 9, BlockHeaderLength = 4;

    private const int StreamInfoOffset = FlacMarkerOffset + 4 + BlockHeaderLength;
    private const byte IsLastBlock = 0x80;

    /// <summary>The maximum number of samples per frame and channel.</summary>
    private const int MaximumBlockSize = 65535;

    private readonly PacketFeed _feed = new();
    private FlacStreamInfo? _info;
    private FlacFrameDecoder? _frames;

    /// <inheritdoc/>
    public override int SampleRate => _info!.SampleRate;

    /// <inheritdoc/>
    public override int ChannelCount => _info!.ChannelCount;

    /// <inheritdoc/>
    public override int MaximumDuration => MaximumBlockSize;

    /// <inheritdoc/>
    public override OggHeaderResult ReadHeader(ReadOnlyMemory<byte> packet)
    {
        ReadOnlySpan<byte> bytes = packet.Span;
        if (_info is not null)
        {
            return bytes.IsEmpty ? throw new InvalidDataException("one of its FLAC headers is empty") : Result(bytes[0]);
        }

        if (bytes.Length < StreamInfoOffset + FlacStreamInfo.Length || bytes[MajorVersionOffset] != 1
            || !bytes[FlacMarkerOffset..].StartsWith(FlacMetadata.Marker))
        {
            throw new InvalidDataException("its FLAC header is incomplete or of an unknown version");
        }

        _info = FlacStreamInfo.Parse(bytes.Slice(StreamInfoOffset, FlacStreamInfo.Length));
        _frames = new FlacFrameDecoder(_feed, _info);
        return Result(bytes[StreamInfoOffset - BlockHeaderLength]);
    }

    /// <inheritdoc/>
    public override long Duration(IReadOnlyList<ReadOnlyMemory<byte>> packets, int first, int end) => 0;

    /// <inheritdoc/>
    public override int Decode(ReadOnlyMemory<byte> packet, Span<float> interleaved)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        _feed.Load(packet);
        try
        {
            if (!_frames!.Next(isComplete: false) || _frames.ChannelCount != ChannelCount || _frames.SampleRate != SampleRate)
            {
                throw new InvalidDataException("a FLAC packet is not a frame, or its sample rate or number of channels differs from the header");
            }
        }
        catch (Exception problem) when (problem is AudioFormatException or EndOfStreamException)
        {
            throw new InvalidDataException("a FLAC frame is damaged", problem);
        }
        finally
        {
            // What a damaged frame has left does not belong to the next one.
            _frames!.DiscardRead();
        }

        float scale = 1f / (1u << (_frames.BitsPerSample - 1));
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            ReadOnlySpan<int> samples = _frames.Channel(channel);
            for (int i = 0; i < samples.Length; i++)
            {
                interleaved[(i * ChannelCount) + channel] = samples[i] * scale;
            }
        }

        return _frames.BlockSize;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
    }

    private static OggHeaderResult Result(byte blockType) =>
        (blockType & IsLastBlock) != 0 ? OggHeaderResult.Ready : OggHeaderResult.Continue;

    /// <summary>Supplies the bytes of one packet.</summary>
    private sealed class PacketFeed : IByteFeed
    {
        private ReadOnlyMemory<byte> _packet;

        public string Name => "Ogg FLAC";

        public long Position { get; private set; }

        public long? Remaining => _packet.Length;

        public void Load(ReadOnlyMemory<byte> packet) => _packet = packet;

        public int ReadAvailable(Span<byte> destination)
        {
            int count = Math.Min(destination.Length, _packet.Length);
            _packet.Span[..count].CopyTo(destination);
            Skip(count);
            return count;
        }

        public bool Skip(long count)
        {
            bool isComplete = count <= _packet.Length;
            int step = (int)Math.Min(count, _packet.Length);
            _packet = _packet[step..];
            Position += step;
            return isComplete;
        }
    }
}
