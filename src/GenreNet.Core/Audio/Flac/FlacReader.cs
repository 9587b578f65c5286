using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Reads FLAC audio, and mixes it to mono.</summary>
/// <remarks>RFC 9639.</remarks>
internal sealed class FlacReader : BlockReader
{
    /// <summary>
    /// The maximum of samples per byte for which the length in the header is believed before it has been decoded: music has fewer than two,
    /// and nothing is allocated for a length that is a lie.
    /// </summary>
    private const int MostSamplesPerByte = 16;

    private readonly FlacStreamInfo? _info;
    private readonly FlacFrameDecoder _frames;
    private readonly List<string> _warnings = [];
    private readonly List<string> _headerWarnings = [];
    private FlacDigest? _digest;
    private long _total;
    private bool _ended;

    /// <summary>Initializes a reader at the first sample. The reader owns what it was given once the constructor has returned.</summary>
    /// <param name="format">Name of the file format.</param>
    /// <param name="feed">Bytes of a FLAC stream from the marker, or from its first frame.</param>
    /// <param name="hasMetadata">Whether the feed is at the marker.</param>
    /// <param name="owned">Resource that is disposed with the reader.</param>
    /// <exception cref="AudioFormatException">The header is damaged, or there are no samples.</exception>
    public FlacReader(string format, IByteFeed feed, bool hasMetadata, IDisposable owned)
        : base(owned)
    {
        Name = feed.Name;
        Format = format;
        _info = hasMetadata ? FlacMetadata.Read(feed) : null;
        long claimed = _info?.SampleCount ?? 0;
        SampleCount = claimed > 0 && feed.Remaining is long length && claimed / MostSamplesPerByte <= length ? claimed : null;
        _digest = _info?.Md5 is null ? null : FlacDigest.TryCreate();
        _frames = new FlacFrameDecoder(feed, _info);
        try
        {
            if (!Fill())
            {
                throw new AudioFormatException(Name, "the file contains no samples. Export it again.", feed.Position);
            }
        }
        catch
        {
            _digest?.Dispose();
            throw;
        }

        SampleRate = _frames.SampleRate;
        ChannelCount = _frames.ChannelCount;
    }

    public override string Name { get; }

    public override string Format { get; }

    public override int SampleRate { get; }

    public override int ChannelCount { get; }

    public override long? SampleCount { get; }

    public override IReadOnlyList<string> Warnings => _warnings;

    internal override IReadOnlyList<string> HeaderWarnings => _headerWarnings;

    /// <summary>Returns whether the first bytes identify a FLAC file: its marker, or a frame of a file whose start is missing.</summary>
    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith(FlacMetadata.Marker) || FlacFrameHeader.Matches(start);

    /// <summary>Opens a FLAC file at its first byte.</summary>
    /// <exception cref="AudioFormatException">The file is damaged, or has no samples.</exception>
    public static FlacReader Open(ByteSource source)
    {
        Span<byte> start = stackalloc byte[FlacMetadata.Marker.Length];
        bool hasMarker = source.Peek(start) == start.Length && start.SequenceEqual(FlacMetadata.Marker);
        // No other decoder will start over.
        source.StopRecording();
        return new FlacReader("FLAC", source, hasMarker, source);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _digest?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Decodes the next frame.</summary>
    protected override bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        bool isCut = false;
        try
        {
            if (_frames.Next(isComplete: _info is { SampleCount: > 0 } && _total >= _info.SampleCount))
            {
                Accept();
                return true;
            }
        }
        catch (EndOfStreamException)
        {
            isCut = true;
        }

        _ended = true;
        End(isCut);
        return false;
    }

    private void Accept()
    {
        if (_total == 0)
        {
            Compare();
        }
        else if (_frames.SampleRate != SampleRate)
        {
            throw _frames.Problem(
                $"the sample rate changes from {SampleRate} Hz to {_frames.SampleRate} Hz. Convert the file to one sample rate.");
        }

        // The digest of audio that changes its format is not defined.
        if (_digest is not null && (_frames.ChannelCount != _info!.ChannelCount || _frames.BitsPerSample != _info.BitsPerSample))
        {
            _digest.Dispose();
            _digest = null;
        }

        _digest?.Append(_frames);
        _total += _frames.BlockSize;
        Serve(0, _frames.BlockSize);
    }

    /// <summary>Compares the first frame with the header of the file; frames are right, because they have checksums.</summary>
    private void Compare()
    {
        if (_info is null)
        {
            return;
        }

        int claimedRate = _info.SampleRate > 0 ? _info.SampleRate : _frames.SampleRate;
        string claimed = Describe(claimedRate, _info.ChannelCount, _info.BitsPerSample);
        string actual = Describe(_frames.SampleRate, _frames.ChannelCount, _frames.BitsPerSample);
        if (claimed != actual)
        {
            WarnOfHeader($"{Name} has a contradictory header: it claims {claimed}, and the audio has {actual}. The header is ignored.");
        }
    }

    private static string Describe(int rate, int channels, int bits) =>
        $"{rate} Hz, {channels} {(channels == 1 ? "channel" : "channels")} and {bits} bits";

    /// <summary>Compares the audio with the header of the file, once all of it has been decoded.</summary>
    private void End(bool isCut)
    {
        long claimed = _info?.SampleCount ?? 0;
        double rate = Math.Max(1, _frames.SampleRate);
        if (_total < claimed)
        {
            _warnings.Add(FormattableString.Invariant(
                $"{Name} is cut short: it holds {_total / rate:0.###} s of the {claimed / rate:0.###} s that its header claims."));
        }
        else if (isCut)
        {
            _warnings.Add(FormattableString.Invariant(
                $"{Name} is cut short: its last FLAC frame, at {_total / rate:0.###} s, is incomplete."));
        }
        else
        {
            bool matches = _digest is null || _digest.Matches(_info!.Md5);
            if (!matches)
            {
                _warnings.Add($"{Name} is damaged or was edited: its samples do not have the MD5 of its header.");
            }

            if (claimed > 0 && _total > claimed)
            {
                WarnOfHeader(FormattableString.Invariant(
                    $"{Name} has a contradictory header: it claims {claimed / rate:0.###} s, and the file holds {_total / rate:0.###} s."));
            }
        }
    }

    private void WarnOfHeader(string warning)
    {
        _warnings.Add(warning);
        _headerWarnings.Add(warning);
    }

    /// <summary>Writes the mean of the channels. Sums the channels in order, as <see cref="ChannelMix"/> does.</summary>
    protected override void Copy(int start, Span<float> destination)
    {
        float scale = 1f / (1u << (_frames.BitsPerSample - 1));
        int channels = _frames.ChannelCount;
        for (int channel = 0; channel < channels; channel++)
        {
            Add(_frames.Channel(channel).Slice(start, destination.Length), scale, destination, isFirst: channel == 0);
        }

        if (channels > 1)
        {
            Divide(destination, channels);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Add(ReadOnlySpan<int> samples, float scale, Span<float> sums, bool isFirst)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(sums)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector<float> values = Vector.ConvertToSingle(vectors[i]) * scale;
            results[i] = isFirst ? values : results[i] + values;
        }

        for (int i = vectors.Length * Vector<int>.Count; i < samples.Length; i++)
        {
            float value = samples[i] * scale;
            sums[i] = isFirst ? value : sums[i] + value;
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Divide(Span<float> sums, float divisor)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(sums);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] /= new Vector<float>(divisor);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < sums.Length; i++)
        {
            sums[i] /= divisor;
        }
    }
}
