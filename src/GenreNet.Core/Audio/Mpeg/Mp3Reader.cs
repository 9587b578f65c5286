using System.Globalization;

namespace GenreNet.Core.Audio;

/// <summary>Reads MPEG audio layer III (MPEG-1, MPEG-2 and MPEG-2.5), mixed to mono.</summary>
/// <remarks>
/// Returns the samples that ffmpeg returns: the encoder's delay and padding are removed if the encoder declares them in its tag. The tag
/// counts only directly after ID3v2 tags.
/// </remarks>
internal sealed class Mp3Reader : BlockReader
{
    private readonly ByteSource _source;
    private readonly MpegFrameReader _frames;
    private readonly EncoderTag _tag;
    private readonly LayerThreeDecoder _decoder = new();
    private readonly List<string> _warnings = [];
    private readonly float[] _samples = new float[LayerThreeDecoder.MostSamples];
    private long _frameCount;
    private long _silentCount;
    private long _gapCount;
    private int _toSkip;
    private bool _hasSound;
    private bool _isCutShort;
    private bool _isStarted;
    private bool _hasEnded;

    private Mp3Reader(ByteSource source, MpegFrameReader frames, EncoderTag tag)
        : base(source)
    {
        _source = source;
        _frames = frames;
        _tag = tag;
        _toSkip = tag.SkipCount;
        SampleRate = frames.Header.SampleRate;
        ChannelCount = frames.Header.ChannelCount;
    }

    public override string Name => _source.Name;

    public override string Format => "MP3";

    public override int SampleRate { get; }

    /// <summary>Gets the number of channels of the first frame. Later frames may have another one.</summary>
    public override int ChannelCount { get; }

    public override long? SampleCount => null;

    public override IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Returns whether content may be MP3: it starts with a frame or an ID3 tag, or is not recognised as anything else.</summary>
    /// <param name="start">First bytes after ID3 tags.</param>
    public static bool Matches(ReadOnlySpan<byte> start) => MpegHeader.TryRead(start, out _) || ContentSignature.Of(start).IsAudio is null;

    /// <summary>Opens a source at its first byte after ID3 tags.</summary>
    /// <returns>A reader that owns the source; null if there are no two consecutive frames of layer III within the first 64 KiB.</returns>
    public static Mp3Reader? Open(ByteSource source)
    {
        var frames = new MpegFrameReader(source);
        EncoderTag tag = default;
        if (frames.TryStart() && frames.Header.Layer == 3)
        {
            tag = EncoderTag.Read(frames.Header, frames.Frame);
            tag = frames.RemainingLength is long length ? tag.For(length) : tag;
        }

        return frames.TrySynchronize(skipCurrent: tag.IsPresent) && frames.Header.Layer == 3 ? new Mp3Reader(source, frames, tag) : null;
    }

    protected override void Copy(int start, Span<float> destination) => _samples.AsSpan(start, destination.Length).CopyTo(destination);

    /// <summary>Decodes frames until one has samples that are not trimmed.</summary>
    protected override bool Fill()
    {
        while (!_hasEnded)
        {
            // The next frame of a live stream is awaited only when its samples are wanted.
            if (_isStarted && !_frames.MoveNext())
            {
                _hasEnded = true;
                AddWarnings();
                break;
            }

            _isStarted = true;
            MpegHeader header = _frames.Header;
            if (!Decode(header))
            {
                continue;
            }

            int padding = _tag.PaddingOf(_frameCount++, header.SampleCount);
            int start = Math.Min(_toSkip, header.SampleCount);
            _toSkip -= start;
            int end = header.SampleCount - (padding <= header.SampleCount - start ? padding : 0);
            if (start < end)
            {
                Serve(start, end);
                return true;
            }
        }

        return false;
    }

    /// <summary>Decodes the current frame.</summary>
    /// <returns>false if the file ends inside the frame so early that there is nothing to decode.</returns>
    private bool Decode(MpegHeader header)
    {
        if (_frames.HasSkippedGarbage)
        {
            _gapCount++;
            _decoder.ForgetData();
        }

        ReadOnlySpan<byte> frame = _frames.Frame;
        LayerThreeDecoder.Result result = _decoder.Decode(header, frame, _samples);
        if (frame.Length < header.FrameLength)
        {
            _isCutShort = true;
            return result != LayerThreeDecoder.Result.Damaged;
        }

        // A part of a longer stream starts with frames whose data began before it, which is not damage.
        _hasSound |= result == LayerThreeDecoder.Result.Complete;
        _silentCount += result == LayerThreeDecoder.Result.Damaged || (result == LayerThreeDecoder.Result.Incomplete && _hasSound) ? 1 : 0;
        return true;
    }

    private void AddWarnings()
    {
        double frameLength = _frames.Header.SampleCount / (double)SampleRate;
        if (_silentCount + _gapCount > 0)
        {
            _warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name} is damaged: {_silentCount} of {_frameCount} MP3 frames are silent, and bytes between frames were skipped "
                + $"{_gapCount} times."));
        }

        if (_frameCount < _tag.FrameCount)
        {
            _warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name} is cut short: it holds {_frameCount * frameLength:0.###} s of the "
                + $"{_tag.FrameCount * frameLength:0.###} s that its header claims."));
        }
        else if (_isCutShort)
        {
            _warnings.Add($"{Name} is cut short: its last MP3 frame is not complete.");
        }
    }
}
