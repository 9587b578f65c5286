using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Audio read from front to end as the features of its segments; <see cref="FeaturePipeline.OpenReader(AudioReader, ShortClip)"/> makes one.</summary>
/// <remarks>Holds one segment of audio, however long the audio is. Not thread-safe: one reader, one thread at a time.</remarks>
public sealed class SegmentReader : IDisposable
{
    private readonly FeaturePipeline.SegmentExtraction _extract;
    private readonly AudioReader _audio;
    private readonly ShortClip _shortClip;
    private readonly SegmentWindow _window;

    // Rented: a segment is large enough for the heap of large objects, and a dataset has many clips.
    private float[]? _samples;
    private float[]? _sounding;
    private readonly int _shortest;
    private int _filled;
    private bool _hasEnded;
    private long _silent;

    internal SegmentReader(FeatureOptions options, FeaturePipeline.SegmentExtraction extract, AudioReader audio, ShortClip shortClip, SegmentWindow window)
    {
        Options = options;
        _extract = extract;
        _audio = audio;
        _shortClip = shortClip;
        _window = window;
        _samples = ArrayPool<float>.Shared.Rent(window.Length);
        _shortest = Math.Clamp((int)Math.Round(options.ShortestSeconds * options.SampleRate), 1, window.Length);
    }

    /// <summary>The settings: how long a segment is, and how many numbers it gives.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Segments read so far.</summary>
    public long SegmentsRead { get; private set; }

    /// <summary>Segments in all, or null where only reading to the end can tell.</summary>
    public long? SegmentCount => _audio.SampleCount switch
    {
        null => null,
        long samples when samples < _window.Length => IsKept((int)samples, isFirst: true) ? 1 : 0,
        long samples => 1 + Math.DivRem(samples - _window.Length, _window.HopLength, out long tail) + (IsTailKept((int)tail) ? 1 : 0),
    };

    /// <summary>How much of the audio has been read; its whole length once <see cref="Read(Span{float}, CancellationToken)"/> returned 0.</summary>
    public TimeSpan Position => Time(SamplesRead);

    /// <summary>Length of the audio, or null where only reading to the end can tell.</summary>
    public TimeSpan? Duration => _audio.SampleCount is long samples ? Time(samples) : null;

    /// <summary>What was odd about the audio, one sentence each; complete once <see cref="Read(Span{float}, CancellationToken)"/> returned 0.</summary>
    public IReadOnlyList<string> Warnings => _audio.Warnings;

    /// <summary>The largest magnitude of the samples read so far: 0 for nothing but silence.</summary>
    public float Peak { get; private set; }

    /// <summary>How much of the audio read so far is silent: below -80 dBFS (root mean square of blocks of 2048 samples, without a DC offset).</summary>
    public TimeSpan SilentDuration => Time(_silent);

    /// <summary>Samples read so far, at the rate of the options.</summary>
    internal long SamplesRead { get; private set; }

    private int Overlap => _window.Length - _window.HopLength;

    private Span<float> Segment => (_samples ?? throw new ObjectDisposedException(nameof(SegmentReader))).AsSpan(0, _window.Length);

    /// <summary>Reads the next segments, as many as fit.</summary>
    /// <param name="features">
    /// Receives <c>[segments, frames, coefficients]</c>, row after row; room for at least one segment of <see cref="FeatureOptions.ValuesPerSegment"/> numbers.
    /// </param>
    /// <param name="cancellationToken">Gives up between two segments.</param>
    /// <returns>How many segments were read: as many as fit, fewer only before the end, 0 at the end.</returns>
    /// <exception cref="ArgumentException">There is no room for a segment.</exception>
    /// <exception cref="AudioFormatException">The audio is damaged, holds no sample at all, or one that is no number.</exception>
    public int Read(Span<float> features, CancellationToken cancellationToken = default) => Read(features, [], cancellationToken);

    /// <summary>Reads the next segments, as many as fit, and reports which of them are silent.</summary>
    /// <param name="features">As in <see cref="Read(Span{float}, CancellationToken)"/>.</param>
    /// <param name="isSilent">
    /// Receives for each segment whether it is silent, or silent but for a click of 0.2 s at most; room for as many segments as <paramref name="features"/>.
    /// </param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <inheritdoc cref="Read(Span{float}, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Read(Span{float}, CancellationToken)" path="/exception"/>
    public int Read(Span<float> features, Span<bool> isSilent, CancellationToken cancellationToken = default)
    {
        int room = features.Length / Options.ValuesPerSegment;
        if (room == 0)
        {
            throw new ArgumentException($"A segment has {Options.ValuesPerSegment} numbers; the destination holds {features.Length}.", nameof(features));
        }

        int count = 0;
        while (count < room && Advance(cancellationToken))
        {
            Extract(features.Slice(count * Options.ValuesPerSegment, Options.ValuesPerSegment));
            if (!isSilent.IsEmpty)
            {
                isSilent[count] = Silence.Covers(Silence.Count(Segment[.._filled]), _filled, Options.SampleRate);
            }

            count++;
        }

        return count;
    }

    /// <summary>Closes the audio.</summary>
    public void Dispose()
    {
        _audio.Dispose();
        if (_samples is { } rented)
        {
            _samples = null;
            ArrayPool<float>.Shared.Return(rented);
        }

        if (_sounding is { } other)
        {
            _sounding = null;
            ArrayPool<float>.Shared.Return(other);
        }
    }

    /// <summary>Reads the samples of the next segment.</summary>
    /// <returns>Whether there was one.</returns>
    internal bool Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasEnded)
        {
            return false;
        }

        bool isFirst = SegmentsRead == 0;
        int kept = isFirst ? 0 : Overlap;
        Segment[^kept..].CopyTo(Segment);
        bool wasSilent = !isFirst && Silence.Covers(_silent, SamplesRead, Options.SampleRate);
        int read = Fill(Segment[kept..], cancellationToken);
        _filled = kept + read;
        SamplesRead += read;
        _hasEnded = _filled < _window.Length;
        if (SamplesRead == 0)
        {
            throw new AudioFormatException(_audio.Name, "the file holds no audio samples.");
        }

        // After nothing but silence, what is left is all that sounds.
        bool isOnlySound = wasSilent && _shortClip == ShortClip.Pad && (Options.Kind != FeatureKind.Summary || _filled >= _shortest) && !Silence.Covers(_silent, SamplesRead, Options.SampleRate);
        if (_hasEnded && !isOnlySound && !(isFirst ? IsKept(_filled, isFirst) : IsTailKept(read)))
        {
            return false;
        }

        Segment[_filled..].Clear();
        SegmentsRead++;
        return true;
    }

    /// <summary>Computes the features of the segment whose samples were read last.</summary>
    /// <param name="features">Receives <c>[frames, coefficients]</c>.</param>
    /// <remarks>
    /// A summary is taken of what sounds: silence at the end of a recording would change its means and variances more than the music does. Other features
    /// keep every frame at its time.
    /// </remarks>
    internal void Extract(Span<float> features) => _extract(Options.Kind == FeatureKind.Summary ? Sounding(Segment[.._filled]) : Segment, features);

    private ReadOnlySpan<float> Sounding(ReadOnlySpan<float> segment)
    {
        if (Silence.Count(segment) == 0)
        {
            return segment;
        }

        _sounding ??= ArrayPool<float>.Shared.Rent(_window.Length);
        int count = Silence.CopySounding(segment, Options.SampleRate, _sounding);
        return count < _shortest ? segment : _sounding.AsSpan(0, count);
    }

    /// <summary>Whether samples too few for a segment make one all the same.</summary>
    private bool IsKept(int samples, bool isFirst) => (Options.Kind, isFirst) switch
    {
        _ when samples == 0 => false,
        (_, true) when _shortClip == ShortClip.Pad => true,
        (FeatureKind.Summary, true) => samples >= _shortest,
        (FeatureKind.Summary, false) => samples >= _shortest && Options.Tail == TailPolicy.Pad,
        (_, true) => false,
        (_, false) => Options.Tail == TailPolicy.Pad,
    };

    /// <summary>Whether what is left behind the last whole segment makes one, together with what overlaps it.</summary>
    private bool IsTailKept(int samples) => samples > 0 && IsKept(Overlap + samples, isFirst: false);

    private TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / Options.SampleRate);

    private int Fill(Span<float> room, CancellationToken cancellationToken)
    {
        int filled = 0;
        int read;
        while ((read = _audio.Read(room[filled..])) > 0)
        {
            // A segment can be many times as many samples of the file, and take seconds.
            cancellationToken.ThrowIfCancellationRequested();
            filled += read;
        }

        int outside = SampleRange.IndexOfOutside(room[..filled]);
        if (outside >= 0)
        {
            double seconds = (SamplesRead + outside) / (double)Options.SampleRate;
            throw new AudioFormatException(_audio.Name, FormattableString.Invariant($"at {seconds:0.###} s a sample is infinite, not a number, or too large to be audio."));
        }

        Peak = Math.Max(Peak, SampleRange.Peak(room[..filled]));
        _silent += Silence.Count(room[..filled]);
        return filled;
    }
}
