using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>The samples of one segment after the other, at one sample rate. Not thread-safe.</summary>
internal sealed class SampleTrack : IDisposable
{
    /// <summary>Samples by which two rates may disagree about where audio ends: its length, and lengths and starts of segments, are rounded.</summary>
    public const int Slack = 4;

    private readonly int _length;
    private readonly int _room;
    private readonly bool _repeats;

    // Rented: a segment is large enough for the heap of large objects, and a dataset has many clips.
    private float[]? _samples;
    private long _first;
    private int _count;

    /// <summary>Begins at the start of the audio.</summary>
    /// <param name="audio">The audio, at the rate that is wanted; disposed with this object.</param>
    /// <param name="length">Samples of a segment.</param>
    /// <param name="spare">Samples before or after a segment that are kept with it.</param>
    /// <param name="repeats">Whether what the audio lacks of a segment is filled by repeating it; with silence otherwise.</param>
    public SampleTrack(AudioReader audio, int length, int spare, bool repeats)
    {
        _repeats = repeats;
        Audio = audio;
        _length = length;
        _samples = ArrayPool<float>.Shared.Rent(length + spare);
        _room = length + spare;
    }

    /// <summary>The audio.</summary>
    public AudioReader Audio { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate => Audio.SampleRate;

    /// <summary>Samples read so far.</summary>
    public long SamplesRead => _first + _count;

    /// <summary>Index in the audio of the first sample of the segment.</summary>
    public long Start { get; private set; }

    /// <summary>Samples of the segment that are audio; the rest is silence after its end.</summary>
    public int Filled => (int)Math.Clamp(SamplesRead - Start, 0, _length);

    /// <summary>The samples of the segment; those after the end of the audio are zeros, or repeat it.</summary>
    public ReadOnlySpan<float> Segment => Buffer.Slice((int)(Start - _first), _length);

    private Span<float> Buffer => (_samples ?? throw new ObjectDisposedException(nameof(SegmentReader))).AsSpan(0, _room);

    /// <summary>Frees the room of the samples before one.</summary>
    /// <param name="start">Index in the audio; may lie after what has been read.</param>
    public void DropBefore(long start)
    {
        int spent = (int)Math.Clamp(start - _first, 0, _count);
        Buffer[spent.._count].CopyTo(Buffer);
        _first += spent;
        _count -= spent;
    }

    /// <summary>Reads samples up to an index, or to the end of the audio.</summary>
    /// <param name="end">Index in the audio after the last sample wanted; there must be room.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>The samples that were read; good until the next call.</returns>
    /// <exception cref="AudioFormatException">A sample is not a number that audio has, or the audio is damaged.</exception>
    public ReadOnlySpan<float> ReadTo(long end, CancellationToken cancellationToken)
    {
        Span<float> room = Buffer.Slice(_count, (int)Math.Max(0, end - SamplesRead));
        int filled = 0;
        int read;
        while ((read = Audio.Read(room[filled..])) > 0)
        {
            // A segment can be many times as many samples of the file, and take seconds.
            cancellationToken.ThrowIfCancellationRequested();
            filled += read;
        }

        int outside = SampleRange.IndexOfOutside(room[..filled]);
        if (outside >= 0)
        {
            double seconds = (SamplesRead + outside) / (double)SampleRate;
            throw new AudioFormatException(Audio.Name, FormattableString.Invariant($"at {seconds:0.###} s a sample is infinite, not a number, or too large to be audio."));
        }

        _count += filled;
        return room[..filled];
    }

    /// <summary>Puts the segment at an index and fills what the audio lacks.</summary>
    /// <param name="start">Index in the audio, not before what has been dropped.</param>
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

    /// <summary>Reads the segment that starts at an index; there must be <see cref="Slack"/> samples of room next to it.</summary>
    /// <param name="start">Index in the audio, not before the segment of the call before.</param>
    /// <param name="isAligned">Whether to start earlier by up to <see cref="Slack"/> samples where the audio ends within the segment.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="AudioFormatException">A sample is not a number that audio has, or the audio is damaged.</exception>
    public void Follow(long start, bool isAligned, CancellationToken cancellationToken)
    {
        long earliest = isAligned ? start - Slack : start;
        DropBefore(earliest);
        // No view needs the samples between two segments of a view that is shorter than the hop.
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
