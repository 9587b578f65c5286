using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Reads uncompressed samples from a file, and mixes them to mono.</summary>
internal sealed class PcmReader : AudioReader
{
    private const int BlockLength = 1 << 15;

    private readonly ByteSource _source;
    private readonly PcmLayout _layout;
    private readonly List<string> _warnings = [];
    private readonly byte[] _bytes;
    private readonly float[] _interleaved;
    private readonly long _start;
    private long? _left;
    private long _blockStart;
    private long _frameTotal;
    private int _next;
    private int _available;
    private bool _ended;

    /// <summary>Initializes a reader at the first sample. The reader owns the source once the constructor has returned.</summary>
    /// <exception cref="AudioFormatException">The file contains no samples.</exception>
    public PcmReader(ByteSource source, PcmLayout layout)
    {
        _source = source;
        _layout = layout;
        _start = source.Position;
        if (layout.Warning is not null)
        {
            _warnings.Add(layout.Warning);
        }

        int frames = Math.Max(1, BlockLength / layout.FrameLength);
        _bytes = new byte[frames * layout.FrameLength];
        _interleaved = layout.ChannelCount == 1 ? [] : new float[frames * layout.ChannelCount];
        _left = layout.DataLength;
        if (source.Remaining is long remaining)
        {
            _left = Math.Min(_left ?? remaining, remaining);
            SampleCount = _left / layout.FrameLength;
        }

        if (!Fill())
        {
            throw new AudioFormatException(source.Name, "the file contains no samples. Export it again.", source.Position);
        }
    }

    public override string Name => _source.Name;

    public override string Format => _layout.Format;

    public override int SampleRate => _layout.SampleRate;

    public override int ChannelCount => _layout.ChannelCount;

    public override long? SampleCount { get; }

    internal override bool MayWait => _source.MayWait;

    public override IReadOnlyList<string> Warnings => _warnings;

    internal override IReadOnlyList<string> HeaderWarnings => _layout.Warning is null ? [] : [_layout.Warning];

    public override int Read(Span<float> destination)
    {
        if (destination.IsEmpty || (_next == _available && !Fill()))
        {
            return 0;
        }

        int count = Math.Min(destination.Length, _available - _next);
        Decode(_next, destination[..count]);
        if (SampleDecoder.IsFloat(_layout.Encoding) && SampleRange.IndexOfOutside(destination[..count]) is >= 0 and int bad)
        {
            throw new AudioFormatException(Name, float.IsFinite(destination[bad]) ? "a sample is too large to be audio. Export the file again." : "a sample is infinite or not a number. Export the file again.", OffsetOfNotFinite(_next + bad));
        }

        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Decodes and mixes frames of the block. Mono samples are decoded directly to the destination.</summary>
    private void Decode(int first, Span<float> destination)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(first * _layout.FrameLength, destination.Length * _layout.FrameLength);
        if (_layout.ChannelCount == 1)
        {
            SampleDecoder.Decode(bytes, _layout.Encoding, destination);
            return;
        }

        Span<float> interleaved = _interleaved.AsSpan(0, destination.Length * _layout.ChannelCount);
        SampleDecoder.Decode(bytes, _layout.Encoding, interleaved);
        ChannelMix.ToMono(interleaved, _layout.ChannelCount, destination);
    }

    /// <summary>
    /// Returns the byte offset of the invalid sample in a frame, or of the frame itself if only the sum of its channels is infinite.
    /// </summary>
    private long OffsetOfNotFinite(int frame)
    {
        float[] channels = new float[_layout.ChannelCount];
        SampleDecoder.Decode(_bytes.AsSpan(frame * _layout.FrameLength, _layout.FrameLength), _layout.Encoding, channels);
        int channel = Math.Max(0, SampleRange.IndexOfOutside(channels));
        return _blockStart + ((long)frame * _layout.FrameLength) + (channel * SampleDecoder.Width(_layout.Encoding));
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        int wanted = (int)Math.Min(_bytes.Length, _left ?? _bytes.Length);
        _blockStart = _source.Position;
        int read = _source.Read(_bytes.AsSpan(0, wanted));
        _left -= read;
        _next = 0;
        _available = read / _layout.FrameLength;
        _frameTotal += _available;
        if (_available == 0)
        {
            End();
            return false;
        }

        ByteOrder.Arrange(_bytes.AsSpan(0, _available * _layout.FrameLength), SampleDecoder.Width(_layout.Encoding), _layout.BigEndian);
        return true;
    }

    private void End()
    {
        _ended = true;
        long claimed = (_layout.DataLength ?? 0) / _layout.FrameLength;
        if (_frameTotal < claimed && !ClaimedLength.IsContradicted(_layout, _start, _source.Position))
        {
            double rate = _layout.SampleRate;
            _warnings.Add(FormattableString.Invariant(
                $"{Name} is truncated: it contains {_frameTotal / rate:0.###} s of the {claimed / rate:0.###} s that its header specifies."));
        }
    }
}

/// <summary>Describes the samples that follow a header.</summary>
/// <param name="Format">File format.</param>
/// <param name="SampleRate">Sample rate in Hz.</param>
/// <param name="ChannelCount">Number of samples per frame.</param>
/// <param name="Encoding">Encoding of a sample.</param>
/// <param name="BigEndian">Whether the samples are big-endian.</param>
/// <param name="DataLength">
/// Number of bytes of samples according to the header; null if unspecified, so that the data extends to the end of the file.
/// </param>
internal sealed record PcmLayout(
    string Format, int SampleRate, int ChannelCount, SampleEncoding Encoding, bool BigEndian, long? DataLength)
{
    /// <summary>The highest sample rate accepted. No converter reaches a tenth of this; a header that declares more is damaged.</summary>
    private const double HighestSampleRate = 1_536_000;

    /// <summary>
    /// Gets the byte offset where the container ends according to its own length field (RIFF, FORM); null if it has none.
    /// </summary>
    public long? ContainerEnd { get; init; }

    /// <summary>Gets a warning about a contradictory header that was decoded anyway; null if there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>Gets the number of bytes per frame.</summary>
    public int FrameLength => ChannelCount * SampleDecoder.Width(Encoding);

    /// <summary>Returns the sample rate, or throws if no audio has it.</summary>
    public static int CheckedRate(string name, double rate, long offset) =>
        rate is >= 1 and <= HighestSampleRate
            ? (int)Math.Round(rate)
            : throw new AudioFormatException(name, FormattableString.Invariant($"the header specifies an impossible sample rate of {rate} Hz. Export the file again."), offset);

    /// <summary>Returns the number of channels, or throws if no audio has it.</summary>
    public static int CheckedChannels(string name, long channels, long offset) =>
        channels is >= 1 and <= ushort.MaxValue
            ? (int)channels
            : throw new AudioFormatException(name, $"the header specifies {Plural.Of(channels, "channel")}, which is not supported. Export the file again with 1 or 2 channels.", offset);
}
