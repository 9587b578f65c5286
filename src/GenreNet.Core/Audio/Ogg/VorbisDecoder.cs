using NVorbis;

namespace GenreNet.Core.Audio;

/// <summary>Decodes a Vorbis stream with NVorbis, one packet per call.</summary>
/// <remarks>
/// NVorbis returns samples up to the start of the window that a block shares with the next one. The specification (section 4.3.8) returns
/// samples up to the middle of the block, and positions count those. The difference stays in NVorbis: each call asks for the samples of the
/// specification, and therefore makes NVorbis fetch exactly one packet.
/// </remarks>
internal sealed class VorbisDecoder : OggDecoder
{
    private static readonly byte[] EmptyComments = [.. "\u0003vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private readonly VorbisPacketQueue _queue = new();
    private VorbisIdentification? _identification;
    private VorbisSetup? _setup;
    private StreamDecoder? _decoder;
    private byte[] _firstHeader = [];
    private bool _hasComments;
    private VorbisBlock? _before;

    /// <summary>Whether NVorbis has decoded no packet yet.</summary>
    private bool _isFresh = true;

    /// <summary>The number of frames after the middle of the last block that NVorbis can return.</summary>
    private int _left;
    private float[] _discarded = [];

    /// <inheritdoc/>
    public override int SampleRate => _identification!.SampleRate;

    /// <inheritdoc/>
    public override int ChannelCount => _identification!.ChannelCount;

    /// <inheritdoc/>
    public override int MaximumDuration => _identification!.LongBlock / 2;

    /// <inheritdoc/>
    public override OggHeaderResult ReadHeader(ReadOnlyMemory<byte> packet)
    {
        if (_identification is null)
        {
            _identification = VorbisIdentification.Read(packet.Span);
            _firstHeader = packet.ToArray();
            return OggHeaderResult.Continue;
        }

        if (!_hasComments)
        {
            _hasComments = packet.Span.StartsWith("\u0003vorbis"u8)
                ? true
                : throw new InvalidDataException("its Vorbis comment header is missing");
            return OggHeaderResult.Continue;
        }

        _setup = VorbisSetup.Read(packet.Span, _identification);
        if (!_setup.IsSupported)
        {
            return OggHeaderResult.Unsupported;
        }

        _queue.Add(_firstHeader);
        // NVorbis allocates whatever lengths the comments claim, and GenreNet does not use them.
        _queue.Add(EmptyComments);
        _queue.Add(packet);
        _decoder = CreateDecoder();
        return OggHeaderResult.Ready;
    }

    /// <inheritdoc/>
    public override long Duration(IReadOnlyList<ReadOnlyMemory<byte>> packets, int first, int end)
    {
        long duration = 0;
        VorbisBlock? before = _before;
        for (int i = first; i < end; i++)
        {
            if (BlockOf(packets[i]) is { } block)
            {
                duration += before is { } known && block.Follows(known) ? block.Duration(known) : 0;
                before = block;
            }
        }

        return duration;
    }

    /// <inheritdoc/>
    public override int Decode(ReadOnlyMemory<byte> packet, Span<float> interleaved)
    {
        if (BlockOf(packet) is not { } block)
        {
            // An empty packet repeats nothing and means nothing.
            return packet.IsEmpty ? 0 : throw new InvalidDataException("a Vorbis packet is not audio");
        }

        if (_before is not { } before || !block.Follows(before))
        {
            Begin(packet, block);
            return 0;
        }

        int count = block.Duration(before);
        _queue.Add(packet);
        Read(interleaved, count);
        _left += block.End - block.Start - count;
        _before = block;
        return count;
    }

    /// <inheritdoc/>
    public override void Restart() => _before = null;

    /// <summary>
    /// Decodes the first block, whose samples before its middle are incomplete. NVorbis would discard those after its middle as well, so it
    /// decodes the packet twice, and the samples of both up to the middle of the second are discarded.
    /// </summary>
    private void Begin(ReadOnlyMemory<byte> packet, VorbisBlock block)
    {
        int middle = block.Size / 2;
        int discarded = _left + (_isFresh ? 0 : block.End - block.Start) + (middle - block.Start);
        if (_discarded.Length < discarded * ChannelCount)
        {
            _discarded = new float[discarded * ChannelCount];
        }

        _queue.Add(packet);
        _queue.Add(packet);
        Read(_discarded, discarded);
        _isFresh = false;
        _left = block.End - middle;
        _before = block;
    }

    private VorbisBlock? BlockOf(ReadOnlyMemory<byte> packet) => VorbisBlock.Read(packet.Span, _identification!, _setup!);

    private void Read(Span<float> interleaved, int count)
    {
        try
        {
            if (_decoder!.Read(interleaved, 0, count * ChannelCount) < count * ChannelCount)
            {
                throw new InvalidDataException("a Vorbis packet ends too early");
            }
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            // NVorbis had already returned what it had left when it fetched the packet.
            _queue.Clear();
            _left = 0;
            _before = null;
            throw new InvalidDataException("a Vorbis packet is damaged", problem);
        }
    }

    /// <summary>Creates the decoder from headers that have been checked, except for codebooks with more codewords than fit.</summary>
    private StreamDecoder CreateDecoder()
    {
        try
        {
            // Samples above full scale are kept, as ffmpeg does.
            return new StreamDecoder(_queue) { ClipSamples = false };
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw new InvalidDataException("its Vorbis setup header has impossible codewords", problem);
        }
    }

    /// <summary>Returns whether an exception of NVorbis comes from the stream: it does not check what it reads from packets.</summary>
    private static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or IndexOutOfRangeException or ArgumentException or NullReferenceException or ArithmeticException
            or InvalidOperationException;
}
