using GenreNet.Core.Signal;

namespace GenreNet.Core.Audio;

/// <summary>Reads audio sequentially as mono samples, in the memory of one block.</summary>
/// <remarks>
/// <see cref="AudioFile.Open(string, CancellationToken)"/> opens a file. Not thread-safe: use a reader from one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// using AudioReader audio = AudioFile.Open("song.wav").ResampledTo(22050);
/// float[] block = new float[4096];
/// float peak = 0;
/// for (int count = audio.Read(block); count &gt; 0; count = audio.Read(block))
/// {
///     peak = Math.Max(peak, block.Take(count).Max(sample =&gt; Math.Abs(sample)));
/// }
/// </code>
/// </example>
/// <seealso cref="AudioFile"/>
/// <seealso cref="AudioBuffer"/>
public abstract class AudioReader : IDisposable
{
    private bool _isDisposed;

    /// <summary>Gets the path, or the name given to the stream, for use in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the file format, such as "WAV", "AU", "AIFF" or "FLAC".</summary>
    public abstract string Format { get; }

    /// <summary>Gets the sample rate of the samples that <see cref="Read"/> returns, in Hz; at least 1.</summary>
    public abstract int SampleRate { get; }

    /// <summary>
    /// Gets the number of channels of the source, at least 1. The samples read are always the mean of the channels, as in librosa.
    /// </summary>
    public abstract int ChannelCount { get; }

    /// <summary>
    /// Gets the total number of mono samples at <see cref="SampleRate"/>, or null if it is unknown until the audio has been read to its
    /// end.
    /// </summary>
    public abstract long? SampleCount { get; }

    /// <summary>
    /// Gets the warnings about defects that did not prevent decoding, one sentence each; complete once <see cref="Read"/> has returned 0.
    /// </summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Gets those <see cref="Warnings"/> that report a contradictory header although the audio is complete; complete once
    /// <see cref="Read"/> has returned 0.
    /// </summary>
    internal virtual IReadOnlyList<string> HeaderWarnings => [];

    /// <summary>Gets whether <see cref="Read"/> may wait for data from outside the process, as that of a pipe.</summary>
    internal virtual bool MayWait => true;

    /// <summary>Reads the next mono samples; full scale is -1 to 1.</summary>
    /// <param name="destination">Receives the samples; may be filled only partially, even before the end.</param>
    /// <returns>The number of samples read; 0 at the end, or if <paramref name="destination"/> is empty.</returns>
    /// <exception cref="AudioFormatException">
    /// The audio is damaged and cannot be decoded, or contains a sample that is not a number.
    /// </exception>
    public abstract int Read(Span<float> destination);

    /// <summary>
    /// Reads the next mono samples without blocking the calling thread while a pipe, a network stream or ffmpeg delivers them.
    /// </summary>
    /// <param name="destination">Receives the samples; may be filled only partially, even before the end.</param>
    /// <param name="cancellationToken">
    /// Cancels a read that has not started. A read that waits for data is cancelled by the token that the reader was opened with.
    /// </param>
    /// <returns>The number of samples read; 0 at the end, or if <paramref name="destination"/> is empty.</returns>
    /// <remarks>
    /// Samples of memory and of regular files are read on the calling thread; other sources wait on a thread pool thread. Wait for each
    /// read to finish before the next.
    /// </remarks>
    /// <inheritdoc cref="Read" path="/exception"/>
    public ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        return MayWait ? new ValueTask<int>(Task.Run(() => Read(destination.Span), cancellationToken)) : new ValueTask<int>(Read(destination.Span));
    }

    /// <summary>Returns a reader of the same audio at another sample rate.</summary>
    /// <param name="sampleRate">New sample rate in Hz, above zero.</param>
    /// <returns>This reader if it already has that sample rate; otherwise a reader that owns this one and disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is zero or negative.</exception>
    /// <exception cref="AudioFormatException">
    /// The audio's own sample rate differs by a factor of more than a thousand, which does not occur in music. The reader is disposed in
    /// this case, because a caller that opens and resamples in one expression has no reference to dispose.
    /// </exception>
    public AudioReader ResampledTo(int sampleRate) => ResampledWith(null, sampleRate);

    /// <summary>Returns a reader of the same audio at another sample rate.</summary>
    /// <param name="resamplers">Resamplers of earlier files; null to design a new one.</param>
    /// <param name="sampleRate">New sample rate in Hz, above zero.</param>
    /// <inheritdoc cref="ResampledTo(int)"/>
    internal AudioReader ResampledWith(ResamplerCache? resamplers, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!Resampler.CanConvert(SampleRate, sampleRate))
        {
            Dispose();
            throw new AudioFormatException(Name, $"the sample rate of {SampleRate} Hz is too far from the required {sampleRate} Hz. Export the file again at 8000 to 192000 Hz.");
        }

        return sampleRate == SampleRate
            ? this
            : new ResampledReader(this, resamplers?.Get(SampleRate, sampleRate) ?? new Resampler(SampleRate, sampleRate));
    }

    /// <summary>Returns a reader of the same audio that throws if it exceeds a duration.</summary>
    /// <param name="limit">Maximum duration, above zero.</param>
    /// <returns>
    /// A reader that owns this one and disposes it. Its <see cref="Read"/> throws as soon as more audio than allowed has been decoded,
    /// regardless of the header.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is zero or negative.</exception>
    /// <exception cref="AudioFormatException">The header already declares a longer duration; this reader is not disposed.</exception>
    public AudioReader LimitedTo(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return new DurationLimitReader(this, limit);
    }

    /// <summary>Closes the resources that the reader opened; a stream that was passed in stays open. A second call does nothing.</summary>
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

    /// <summary>Closes the resources that the reader opened.</summary>
    /// <param name="disposing">true when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Represents the progress of work on audio.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Position">Duration processed so far.</param>
/// <param name="Duration">Duration of the audio, or null if it is unknown until the audio has been read to its end.</param>
/// <seealso cref="AudioReader"/>
public sealed record AudioProgress(TimeSpan Position, TimeSpan? Duration);
