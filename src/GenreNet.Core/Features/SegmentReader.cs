using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Audio read from front to end as the features of its segments; <see cref="FeaturePipeline.OpenReader(AudioReader, ShortClip)"/> makes one.</summary>
/// <remarks>Holds one segment of audio, however long the audio is. Not thread-safe: one reader, one thread at a time.</remarks>
public sealed class SegmentReader : IDisposable
{
    private readonly SegmentPlan _plan;
    private readonly AudioReader _audio;
    private readonly ShortClip _shortClip;
    private readonly SegmentWindow _window;
    private readonly SampleTrack[] _tracks;
    private readonly int _shortest;
    private readonly int _leastTail;
    private bool _hasEnded;
    private long _silent;

    internal SegmentReader(FeatureOptions options, SegmentPlan plan, AudioReader audio, ShortClip shortClip, SegmentWindow window)
    {
        Options = options;
        _plan = plan;
        _shortClip = shortClip;
        _window = window;
        _tracks = plan.Open(audio, window);
        _audio = _tracks[0].Audio;
        _shortest = Math.Clamp((int)Math.Round(options.ShortestSeconds * options.SampleRate), 1, window.Length);
        _leastTail = Math.Min((int)Math.Round(plan.LeastTailSeconds * options.SampleRate), window.Length);
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
    internal long SamplesRead => Primary.SamplesRead;

    /// <summary>The samples at the highest of the rates: they decide where segments are, and what is silent.</summary>
    private SampleTrack Primary => _tracks[0];

    private int Overlap => _window.Length - _window.HopLength;

    private bool IsAligned => Options.Tail == TailPolicy.Align;

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
                isSilent[count] = Silence.Covers(Silence.Count(Primary.Segment[..Primary.Filled]), Primary.Filled, Options.SampleRate);
            }

            count++;
        }

        return count;
    }

    /// <summary>Closes the audio.</summary>
    public void Dispose() => Array.ForEach(_tracks, track => track.Dispose());

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
        bool wasSilent = !isFirst && Silence.Covers(_silent, SamplesRead, Options.SampleRate);
        // From its number, not from the segment before: rounding must not add up over hours.
        long start = SegmentsRead * _window.HopLength;
        if (!IsAligned)
        {
            Primary.DropBefore(start);
        }

        int read = Measure(Primary.ReadTo(start + _window.Length, cancellationToken));
        _hasEnded = SamplesRead < start + _window.Length;
        if (SamplesRead == 0)
        {
            throw new AudioFormatException(_audio.Name, "the file holds no audio samples.");
        }

        // After nothing but silence, what is left is all that sounds.
        bool isOnlySound = wasSilent && _shortClip == ShortClip.Pad && SamplesRead - start >= _leastTail
            && !Silence.Covers(_silent, SamplesRead, Options.SampleRate);
        if (_hasEnded && !isOnlySound && !(isFirst ? IsKept((int)SamplesRead, isFirst) : IsTailKept(read)))
        {
            return false;
        }

        Place(IsAligned && _hasEnded && !isFirst ? SamplesRead - _window.Length : start, cancellationToken);
        SegmentsRead++;
        return true;
    }

    /// <summary>Computes the features of the segment whose samples were read last.</summary>
    /// <param name="features">Receives <c>[frames, coefficients]</c>.</param>
    internal void Extract(Span<float> features) => _plan.Extract(_tracks, features);

    /// <summary>Puts the segment at the same time in all tracks.</summary>
    /// <param name="start">Its first sample in the primary track, which has been read.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    private void Place(long start, CancellationToken cancellationToken)
    {
        Primary.DropBefore(start);
        Primary.PlaceSegment(start);
        foreach (SampleTrack track in _tracks.AsSpan(1))
        {
            long same = ((start * track.SampleRate) + (Primary.SampleRate / 2)) / Primary.SampleRate;
            track.Follow(same, IsAligned, cancellationToken);
        }
    }

    /// <summary>Whether samples too few for a segment make one all the same.</summary>
    private bool IsKept(int samples, bool isFirst) => samples > 0 && (isFirst, _shortClip) switch
    {
        (true, ShortClip.Pad) => true,
        (true, _) => samples >= _shortest,
        (false, _) => Options.Tail != TailPolicy.Drop && samples >= _leastTail,
    };

    /// <summary>Whether what is left after the last whole segment makes one, together with what overlaps it.</summary>
    private bool IsTailKept(int samples) => samples > 0 && (IsAligned || IsKept(Overlap + samples, isFirst: false));

    private TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / Options.SampleRate);

    /// <summary>Takes new samples into account.</summary>
    /// <returns>How many there are.</returns>
    private int Measure(ReadOnlySpan<float> samples)
    {
        Peak = Math.Max(Peak, SampleRange.Peak(samples));
        _silent += Silence.Count(samples);
        return samples.Length;
    }
}
