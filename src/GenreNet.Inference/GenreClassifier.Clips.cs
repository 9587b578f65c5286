using System.Buffers;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>
    /// Classifies a complete audio file of any format, sample rate, channel count and length. A file shorter than one segment is padded
    /// with silence, or summarised as it is.
    /// </summary>
    /// <param name="path">A WAV, AU, AIFF, FLAC, MP3 or Ogg file, or any format that ffmpeg decodes if it is installed.</param>
    /// <param name="options">How the clip is divided into segments and what the result contains; null for <see cref="Options"/>.</param>
    /// <param name="progress">Receives a report on the same thread after every batch of up to 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments, and while waiting for audio data, such as from a pipe.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="AudioFormatException">The file is not audio, is empty, is damaged beyond use, or cannot be read.</exception>
    /// <exception cref="DependencyMissingException">The format needs ffmpeg, which is not installed.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public GenrePrediction Classify(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Classify("file", path, () => AudioFile.Open(path, (options ?? Options).Files, cancellationToken), options, progress, cancellationToken);

    /// <summary>Classifies audio from a stream, which stays open and need not support seeking.</summary>
    /// <param name="stream">The content of an audio file.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="options">How the clip is divided into segments and what the result contains; null for <see cref="Options"/>.</param>
    /// <param name="progress">Receives a report on the same thread after every batch of up to 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments, and while waiting for audio data, such as from a pipe.</param>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public GenrePrediction Classify(
        Stream stream,
        string name = "audio",
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Classify("stream", name, () => AudioFile.Open(stream, name, (options ?? Options).Files, cancellationToken), options, progress, cancellationToken);

    /// <summary>Classifies samples in memory.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    /// <param name="sampleRate">Sample rate in Hz; any rate above zero.</param>
    /// <param name="options">How the clip is divided into segments and what the result contains; null for <see cref="Options"/>.</param>
    /// <param name="progress">Receives a report on the same thread after every batch of up to 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">There are no samples, or one is not a finite number.</exception>
    /// <exception cref="ArgumentException">The rate is zero or below, or the options are out of range or not supported by this
    /// model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public GenrePrediction Classify(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Classify("samples", "samples", () => new AudioBuffer(samples, sampleRate).OpenReader(), options, progress, cancellationToken);

    /// <summary>Classifies the rest of a reader's audio, such as that of another audio library.</summary>
    /// <param name="audio">The reader. It is read to its end and stays open.</param>
    /// <param name="options">How the clip is divided into segments and what the result contains; null for <see cref="Options"/>.</param>
    /// <param name="progress">Receives a report on the same thread after every batch of up to 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">There is no audio left, or it is damaged beyond use.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public GenrePrediction Classify(
        AudioReader audio, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return Classify("reader", audio.Name, () => new BorrowedReader(audio), options, progress, cancellationToken);
    }

    /// <summary>Classifies samples from any kind of memory; they are copied first.</summary>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public GenrePrediction Classify(
        ReadOnlySpan<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        float[] copy = ArrayPool<float>.Shared.Rent(samples.Length);
        try
        {
            samples.CopyTo(copy);
            return Classify(copy.AsMemory(0, samples.Length), sampleRate, options, progress, cancellationToken);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(copy);
        }
    }

    /// <summary>
    /// Runs <see cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/> on a thread pool thread.
    /// </summary>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(path, options, progress, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs <see cref="Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/> on a thread pool
    /// thread. Supports streams that can only be read asynchronously, such as the body of a request, and stops waiting for one when
    /// cancelled.
    /// </summary>
    /// <inheritdoc cref="Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        Stream stream,
        string name = "audio",
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Task.Run(() => Classify(stream, name, options, progress, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Runs <see cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/> on a
    /// thread pool thread.
    /// </summary>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(samples, sampleRate, options, progress, cancellationToken), cancellationToken);

    private GenrePrediction Classify(
        string source, string name, Func<AudioReader> open, ClassificationOptions? options, IProgress<AudioProgress>? progress, CancellationToken cancellationToken) =>
        _telemetry.Observe(source, name, () =>
        {
            using AudioReader reader = open();
            return _clips.Classify(reader, options ?? Options, progress, cancellationToken);
        });
}
