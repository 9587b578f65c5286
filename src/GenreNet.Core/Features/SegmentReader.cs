using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Features;

/// <summary>Audio read from front to end as the features of its segments; <see cref="FeaturePipeline.OpenReader"/> makes one.</summary>
/// <remarks>Holds one segment of audio, however long the audio is. Not thread-safe: one reader, one thread at a time.</remarks>
public sealed class SegmentReader : IDisposable
{
    private readonly FeaturePipeline.SegmentExtraction _extract;
    private readonly AudioReader _audio;
    private readonly ShortClip _shortClip;
    private readonly int _segmentLength;

    // Rented: a segment is large enough for the heap of large objects, and a dataset has many clips.
    private float[]? _samples;
    private readonly int _shortest;
    private int _filled;
    private bool _hasEnded;

    internal SegmentReader(FeatureOptions options, FeaturePipeline.SegmentExtraction extract, AudioReader audio, ShortClip shortClip)
    {
        Options = options;
        _extract = extract;
        _audio = audio;
        _shortClip = shortClip;
        _segmentLength = options.SegmentLength;
        _samples = ArrayPool<float>.Shared.Rent(_segmentLength);
        _shortest = Math.Max(1, (int)Math.Round(options.ShortestSeconds * options.SampleRate));
    }

    /// <summary>The settings: how long a segment is, and how many numbers it gives.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Segments read so far.</summary>
    public long SegmentsRead { get; private set; }

    /// <summary>Segments in all, or null where only reading to the end can tell.</summary>
    public long? SegmentCount => _audio.SampleCount is long samples
        ? (samples / _segmentLength) + (IsKept((int)(samples % _segmentLength), isFirst: samples < _segmentLength) ? 1 : 0)
        : null;

    /// <summary>How much of the audio has been read; its whole length once <see cref="Read"/> returned 0.</summary>
    public TimeSpan Position => Time(SamplesRead);

    /// <summary>Length of the audio, or null where only reading to the end can tell.</summary>
    public TimeSpan? Duration => _audio.SampleCount is long samples ? Time(samples) : null;

    /// <summary>What was odd about the audio, one sentence each; complete once <see cref="Read"/> returned 0.</summary>
    public IReadOnlyList<string> Warnings => _audio.Warnings;

    /// <summary>Samples read so far, at the rate of the options.</summary>
    internal long SamplesRead { get; private set; }

    private Span<float> Segment => (_samples ?? throw new ObjectDisposedException(nameof(SegmentReader))).AsSpan(0, _segmentLength);

    /// <summary>Reads the next segments, as many as fit.</summary>
    /// <param name="features">
    /// Receives <c>[segments, frames, coefficients]</c>, row after row; room for at least one segment of <see cref="FeatureOptions.ValuesPerSegment"/> numbers.
    /// </param>
    /// <param name="cancellationToken">Gives up between two segments.</param>
    /// <returns>How many segments were read: as many as fit, fewer only before the end, 0 at the end.</returns>
    /// <exception cref="ArgumentException">There is no room for a segment.</exception>
    /// <exception cref="AudioFormatException">The audio is damaged, or holds no sample at all.</exception>
    public int Read(Span<float> features, CancellationToken cancellationToken = default)
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

        _filled = Fill();
        SamplesRead += _filled;
        _hasEnded = _filled < _segmentLength;
        if (SamplesRead == 0)
        {
            throw new AudioFormatException(_audio.Name, "the file holds no audio samples.");
        }

        if (_hasEnded && !IsKept(_filled, isFirst: SegmentsRead == 0))
        {
            return false;
        }

        Segment[_filled..].Clear();
        SegmentsRead++;
        return true;
    }

    /// <summary>Computes the features of the segment whose samples were read last.</summary>
    /// <param name="features">Receives <c>[frames, coefficients]</c>.</param>
    internal void Extract(Span<float> features) => _extract(Options.Kind == FeatureKind.Summary ? Segment[.._filled] : Segment, features);

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

    private TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / Options.SampleRate);

    private int Fill()
    {
        int filled = 0;
        int read;
        while ((read = _audio.Read(Segment[filled..])) > 0)
        {
            filled += read;
        }

        return filled;
    }
}
