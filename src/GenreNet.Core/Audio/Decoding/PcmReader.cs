using GenreNet.Core.Errors;

namespace GenreNet.Core.Audio.Decoding;

/// <summary>Reads samples that lie in a file one after the other, and mixes them to mono.</summary>
internal sealed class PcmReader : AudioReader
{
    private const int BlockLength = 1 << 15;

    private readonly ByteSource _source;
    private readonly PcmLayout _layout;
    private readonly List<string> _warnings = [];
    private readonly byte[] _bytes;
    private readonly float[] _frames;
    private long? _left;
    private long _blockStart;
    private long _frameTotal;
    private int _next;
    private int _available;
    private bool _ended;

    /// <summary>Starts at the first sample; the reader owns the source once this returns.</summary>
    /// <exception cref="AudioFormatException">There is not one sample.</exception>
    public PcmReader(ByteSource source, PcmLayout layout)
    {
        _source = source;
        _layout = layout;
        int frames = Math.Max(1, BlockLength / layout.FrameLength);
        _bytes = new byte[frames * layout.FrameLength];
        _frames = new float[frames * layout.ChannelCount];
        _left = layout.DataLength;
        if (source.Remaining is long remaining)
        {
            _left = Math.Min(_left ?? remaining, remaining);
            SampleCount = _left / layout.FrameLength;
        }

        if (!Fill())
        {
            throw new AudioFormatException(source.Name, "the file holds no samples.", source.Position);
        }
    }

    public override string Name => _source.Name;

    public override string Format => _layout.Format;

    public override int SampleRate => _layout.SampleRate;

    public override int ChannelCount => _layout.ChannelCount;

    public override long? SampleCount { get; }

    public override IReadOnlyList<string> Warnings => _warnings;

    public override int Read(Span<float> destination)
    {
        if (destination.IsEmpty || (_next == _available && !Fill()))
        {
            return 0;
        }

        int count = Math.Min(destination.Length, _available - _next);
        int channels = _layout.ChannelCount;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> frame = _frames.AsSpan((_next + i) * channels, channels);
            // Summed in single precision and divided once, as numpy's mean of float32 does.
            float sum = frame[0];
            for (int channel = 1; channel < channels; channel++)
            {
                sum += frame[channel];
            }

            destination[i] = channels == 1 ? sum : sum / channels;
            if (!float.IsFinite(destination[i]))
            {
                throw new AudioFormatException(Name, "a sample is infinite or not a number.", OffsetOf(_next + i));
            }
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

    private long OffsetOf(int frame) => _blockStart + ((long)frame * _layout.FrameLength);

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

        SampleDecoder.Decode(_bytes, _layout.Encoding, _layout.BigEndian, _frames.AsSpan(0, _available * _layout.ChannelCount));
        return true;
    }

    private void End()
    {
        _ended = true;
        long claimed = (_layout.DataLength ?? 0) / _layout.FrameLength;
        if (_frameTotal < claimed)
        {
            double rate = _layout.SampleRate;
            _warnings.Add(FormattableString.Invariant(
                $"{Name} is cut short: it holds {_frameTotal / rate:0.###} s of the {claimed / rate:0.###} s that its header claims."));
        }
    }
}
