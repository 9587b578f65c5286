using GenreNet.Core.Signal;

namespace GenreNet.Core.Audio;

/// <summary>Audio read from front to end as mono samples, in as little memory as a block takes.</summary>
/// <remarks>Not thread-safe: one reader, one thread at a time.</remarks>
public abstract class AudioReader : IDisposable
{
    private bool _isDisposed;

    /// <summary>The path, or the name given to the stream: what messages call this audio.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of file, such as "WAV", "AU", "AIFF" or "FLAC".</summary>
    public abstract string Format { get; }

    /// <summary>Samples a second of what <see cref="Read"/> gives, in Hz; at least 1.</summary>
    public abstract int SampleRate { get; }

    /// <summary>Channels of the source, at least 1; what is read is always their mean, as librosa makes it.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>Mono samples in all at <see cref="SampleRate"/>, or null where only reading to the end can tell.</summary>
    public abstract long? SampleCount { get; }

    /// <summary>What was wrong but could be lived with, one sentence each; complete once <see cref="Read"/> returned 0.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Those of <see cref="Warnings"/> on a header that contradicts itself while the audio is complete; known from the start.</summary>
    internal virtual IReadOnlyList<string> HeaderWarnings => [];

    /// <summary>Reads the next mono samples; full scale is -1 to 1.</summary>
    /// <param name="destination">Where they go; need not be filled, even before the end.</param>
    /// <returns>How many were read; 0 at the end, or when <paramref name="destination"/> is empty.</returns>
    /// <exception cref="AudioFormatException">The audio is damaged beyond use, or holds a sample that is no number.</exception>
    public abstract int Read(Span<float> destination);

    /// <summary>The same audio at another rate.</summary>
    /// <param name="sampleRate">The rate wanted in Hz, above zero.</param>
    /// <returns>This reader if it has that rate; otherwise a reader that owns this one and disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero or below.</exception>
    /// <exception cref="AudioFormatException">
    /// The audio's own rate is more than a thousand times higher or lower: no music has it. The reader is disposed then, because a caller
    /// that opens and resamples in one expression has nothing to dispose.
    /// </exception>
    public AudioReader ResampledTo(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!Resampler.CanConvert(SampleRate, sampleRate))
        {
            Dispose();
            throw new AudioFormatException(Name, $"its sample rate of {SampleRate} Hz is too far from the {sampleRate} Hz that are wanted: record or export it again at 8000 to 192000 Hz.");
        }

        return sampleRate == SampleRate ? this : new ResampledReader(this, sampleRate);
    }

    /// <summary>Returns the same audio, read only as long as it does not exceed a duration.</summary>
    /// <param name="limit">The longest duration allowed, above zero.</param>
    /// <returns>A reader that owns this one and disposes it. Its <see cref="Read"/> throws as soon as more was decoded than allowed, whatever the header declares.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is zero or below.</exception>
    /// <exception cref="AudioFormatException">The header already declares a longer duration; this reader is not disposed.</exception>
    public AudioReader LimitedTo(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return new DurationLimitReader(this, limit);
    }

    /// <summary>Closes what the reader opened; a stream that was passed in stays open. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the reader opened.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
