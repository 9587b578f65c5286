using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Buffers the samples of consecutive segments at one sample rate. Not thread-safe.</summary>
internal sealed class SampleTrack : IDisposable
{
    /// <summary>
    /// Number of samples by which two sample rates may disagree about the end of the audio, because its length and the segments' lengths
    /// and starts are rounded.
    /// </summary>
    public const int Slack = 4;

    private readonly int _length;
    private readonly int _room;
    private readonly bool _repeats;

    // Rented, because a segment is large enough for the large object heap and a dataset has many clips.
    private float[]? _samples;
    private long _first;
    private int _count;

    /// <summary>Initializes a track at the start of the audio.</summary>
    /// <param name="audio">Audio at the target sample rate; disposed with this object.</param>
    /// <param name="length">Segment length in samples.</param>
    /// <param name="spare">Number of samples before or after a segment to buffer with it.</param>
    /// <param name="repeats">Whether an incomplete segment is filled by repeating its audio; otherwise with silence.</param>
    public SampleTrack(AudioReader audio, int length, int spare, bool repeats)
    {
        _repeats = repeats;
        Audio = audio;
        _length = length;
        _samples = ArrayPool<float>.Shared.Rent(length + spare);
        _room = length + spare;
    }

    /// <summary>Gets the audio.</summary>
    public AudioReader Audio { get; }

    /// <summary>Gets the sample rate in samples per second.</summary>
    public int SampleRate => Audio.SampleRate;

    /// <summary>Gets the number of samples read so far.</summary>
    public long SamplesRead => _first + _count;

    /// <summary>Gets the index in the audio of the first sample of the segment.</summary>
    public long Start { get; private set; }

    /// <summary>Gets the number of samples of the segment that come from the audio; the rest are after its end.</summary>
    public int Filled => (int)Math.Clamp(SamplesRead - Start, 0, _length);

    /// <summary>Gets the samples of the segment. Samples after the end of the audio are zeros or repeat the audio.</summary>
    public ReadOnlySpan<float> Segment => Buffer.Slice((int)(Start - _first), _length);

    private Span<float> Buffer => (_samples ?? throw new ObjectDisposedException(nameof(SegmentReader))).AsSpan(0, _room);

    /// <summary>Discards the samples before an index.</summary>
    /// <param name="start">Index in the audio; may be after the samples read so far.</param>
    public void DropBefore(long start)
    {
        int spent = (int)Math.Clamp(start - _first, 0, _count);
        Buffer[spent.._count].CopyTo(Buffer);
        _first += spent;
        _count -= spent;
    }

    /// <summary>Reads samples up to an index, or to the end of the audio.</summary>
    /// <param name="end">Exclusive end index in the audio; the buffer must have room.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    /// <returns>The samples that were read; valid until the next call.</returns>
    /// <exception cref="AudioFormatException">A sample is not finite or out of range, or the audio is damaged.</exception>
    public ReadOnlySpan<float> ReadTo(long end, CancellationToken cancellationToken)
    {
        Span<float> room = Buffer.Slice(_count, (int)Math.Max(0, end - SamplesRead));
        int filled = 0;
        int read;
        while ((read = Audio.Read(room[filled..])) > 0)
        {
            // A segment can correspond to many times as many samples in the file and take seconds to read.
            cancellationToken.ThrowIfCancellationRequested();
            filled += read;
        }

        int outside = SampleRange.IndexOfOutside(room[..filled]);
        if (outside >= 0)
        {
            double seconds = (SamplesRead + outside) / (double)SampleRate;
            throw new AudioFormatException(Audio.Name, FormattableString.Invariant($"the sample at {seconds:0.###} s is infinite, not a number, or too large to be audio. Export the file again."));
        }

        _count += filled;
        return room[..filled];
    }

    /// <summary>Positions the segment at an index and fills the part after the end of the audio.</summary>
    /// <param name="start">Index in the audio; must not be before samples that were discarded.</param>
    public void PlaceSegment(long start)
    {
        Start = Math.Clamp(start, _first, _first + _room - _length);
        Span<float> segment = Buffer.Slice((int)(Start - _first), _length);
        int filled = Filled;
        segment[filled..].Clear();
        for (int next = filled; _repeats && filled > 0 && next < _length; next += filled)
        {
            int count = Math.Min(filled, _length - next);
            segment[..count].CopyTo(segment[next..]);
        }
    }

    /// <summary>Reads the segment that starts at an index. The buffer needs room for <see cref="Slack"/> more samples.</summary>
    /// <param name="start">Index in the audio; must not be before the segment of the previous call.</param>
    /// <param name="isAligned">Whether the segment starts up to <see cref="Slack"/> samples earlier if the audio ends within it.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    /// <exception cref="AudioFormatException">A sample is not finite or out of range, or the audio is damaged.</exception>
    public void Follow(long start, bool isAligned, CancellationToken cancellationToken)
    {
        long earliest = isAligned ? start - Slack : start;
        DropBefore(earliest);
        // If a view is shorter than the hop, skip the samples between its segments.
        while (SamplesRead < earliest && !ReadTo(Math.Min(earliest, SamplesRead + _room), cancellationToken).IsEmpty)
        {
            DropBefore(earliest);
        }

        ReadTo(start + _length, cancellationToken);
        PlaceSegment(isAligned ? Math.Clamp(SamplesRead - _length, earliest, start) : start);
    }

    /// <summary>Closes the audio.</summary>
    public void Dispose()
    {
        Audio.Dispose();
        if (_samples is { } rented)
        {
            _samples = null;
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
