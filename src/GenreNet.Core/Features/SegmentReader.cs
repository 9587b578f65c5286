using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>
/// Reads audio sequentially and computes the features of its segments. Created by <see cref="FeaturePipeline.OpenReader(AudioReader,
/// ShortClip)"/>.
/// </summary>
/// <remarks>
/// Buffers one segment of audio, regardless of the length of the audio. Not thread-safe: use a reader from one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var pipeline = new FeaturePipeline(FeatureOptions.LogMels);
/// using SegmentReader reader = pipeline.OpenReader(AudioFile.Open("ten-hours.mp3"));
/// float[] segment = new float[pipeline.Options.ValuesPerSegment];
/// while (reader.Read(segment) &gt; 0)
/// {
///     Console.WriteLine($"{reader.Position}: {segment.Max()}");
/// }
/// </code>
/// </example>
/// <seealso cref="FeaturePipeline"/>
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

    /// <summary>Gets the feature settings, including segment length and values per segment.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Gets the number of segments read so far.</summary>
    public long SegmentsRead { get; private set; }

    /// <summary>Gets the total number of segments, or null if it is unknown until the audio has been read to its end.</summary>
    public long? SegmentCount => _audio.SampleCount switch
    {
        null => null,
        long samples when samples < _window.Length => IsKept((int)samples, isFirst: true) ? 1 : 0,
        long samples => 1 + Math.DivRem(samples - _window.Length, _window.HopLength, out long tail) + (IsTailKept((int)tail) ? 1 : 0),
    };

    /// <summary>
    /// Gets the duration of the audio read so far; the total duration once <see cref="Read(Span{float}, CancellationToken)"/> has returned
    /// 0.
    /// </summary>
    public TimeSpan Position => Time(SamplesRead);

    /// <summary>Gets the duration of the audio, or null if it is unknown until the audio has been read to its end.</summary>
    public TimeSpan? Duration => _audio.SampleCount is long samples ? Time(samples) : null;

    /// <summary>
    /// Gets the warnings about the audio, one sentence each; complete once <see cref="Read(Span{float}, CancellationToken)"/> has returned
    /// 0.
    /// </summary>
    public IReadOnlyList<string> Warnings => _audio.Warnings;

    /// <summary>Gets the largest magnitude of the samples read so far: 0 if they are all zero.</summary>
    public float Peak { get; private set; }

    /// <summary>
    /// Gets the duration of silence in the audio read so far: below -80 dBFS (root mean square of blocks of 2048 samples, without a DC
    /// offset).
    /// </summary>
    public TimeSpan SilentDuration => Time(_silent);

    /// <summary>Gets the number of samples read so far, at the sample rate of the options.</summary>
    internal long SamplesRead => Primary.SamplesRead;

    /// <summary>Gets the track with the highest sample rate, which determines where segments are and which of them are silent.</summary>
    private SampleTrack Primary => _tracks[0];

    private int Overlap => _window.Length - _window.HopLength;

    private bool IsAligned => Options.Tail == TailPolicy.Align;

    /// <summary>Reads the next segments, as many as fit in the destination.</summary>
    /// <param name="features">
    /// Receives <c>[segments, frames, coefficients]</c> in row-major order. Must have room for at least one segment of
    /// <see cref="FeatureOptions.ValuesPerSegment"/> values.
    /// </param>
    /// <param name="cancellationToken">Cancels between two segments.</param>
    /// <returns>The number of segments read: as many as fit, fewer only before the end, 0 at the end.</returns>
    /// <exception cref="ArgumentException">The destination has no room for a segment.</exception>
    /// <exception cref="AudioFormatException">
    /// The audio is damaged, contains no samples, or contains a sample that is not a valid number.
    /// </exception>
    public int Read(Span<float> features, CancellationToken cancellationToken = default) => Read(features, [], cancellationToken);

    /// <summary>Reads the next segments, as many as fit in the destination, and reports which of them are silent.</summary>
    /// <param name="features">As in <see cref="Read(Span{float}, CancellationToken)"/>.</param>
    /// <param name="isSilent">
    /// Receives for each segment whether it is silent, or silent except for a click of at most 0.2 s. Must have room for as many segments
    /// as <paramref name="features"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels between two segments.</param>
    /// <inheritdoc cref="Read(Span{float}, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Read(Span{float}, CancellationToken)" path="/exception"/>
    public int Read(Span<float> features, Span<bool> isSilent, CancellationToken cancellationToken = default)
    {
        int room = features.Length / Options.ValuesPerSegment;
        if (room == 0)
        {
            throw new ArgumentException($"A segment has {Options.ValuesPerSegment} values, but the destination has room for {features.Length}.", nameof(features));
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
    /// <returns>true if there was another segment; otherwise, false.</returns>
    internal bool Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasEnded)
        {
            return false;
        }

        bool isFirst = SegmentsRead == 0;
        bool wasSilent = !isFirst && Silence.Covers(_silent, SamplesRead, Options.SampleRate);
        // Computed from the segment index, not from the previous segment, so that rounding errors do not accumulate over hours.
        long start = SegmentsRead * _window.HopLength;
        if (!IsAligned)
        {
            Primary.DropBefore(start);
        }

        int read = Measure(Primary.ReadTo(start + _window.Length, cancellationToken));
        _hasEnded = SamplesRead < start + _window.Length;
        if (SamplesRead == 0)
        {
            throw new AudioFormatException(_audio.Name, "the file contains no audio samples.");
        }

        // If all audio before was silent, keep the remainder: it is the only audible part.
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

    /// <summary>Computes the features of the segment that was read last.</summary>
    /// <param name="features">Receives <c>[frames, coefficients]</c>.</param>
    internal void Extract(Span<float> features) => _plan.Extract(_tracks, features);

    /// <summary>Positions the segment at the same time in all tracks.</summary>
    /// <param name="start">Index of its first sample in the primary track; the samples have been read.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
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

    /// <summary>Returns whether an incomplete segment is kept.</summary>
    private bool IsKept(int samples, bool isFirst) => samples > 0 && (isFirst, _shortClip) switch
    {
        (true, ShortClip.Pad) => true,
        (true, _) => samples >= _shortest,
        (false, _) => Options.Tail != TailPolicy.Drop && samples >= _leastTail,
    };

    /// <summary>Returns whether the samples after the last complete segment, together with the overlap, form a segment.</summary>
    private bool IsTailKept(int samples) => samples > 0 && (IsAligned || IsKept(Overlap + samples, isFirst: false));

    private TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / Options.SampleRate);

    /// <summary>Updates the peak and the silence count with new samples.</summary>
    /// <returns>The number of samples.</returns>
    private int Measure(ReadOnlySpan<float> samples)
    {
        Peak = Math.Max(Peak, SampleRange.Peak(samples));
        _silent += Silence.Count(samples);
        return samples.Length;
    }
}
