using System.Buffers;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>Classifies an audio file: all of it, whatever its format, rate, channels and length; shorter than one segment is padded with silence, or summarised as it is.</summary>
    /// <param name="path">WAV, AU, AIFF, or with ffmpeg on the machine anything that it decodes.</param>
    /// <param name="options">How the clip is cut and what the answer tells; null for <see cref="Options"/>.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments, and while the audio waits for data, as a pipe does.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">It is not audio, empty, damaged beyond use, or may not be read.</exception>
    /// <exception cref="DependencyMissingException">The format needs ffmpeg and there is none.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not for this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public GenrePrediction Classify(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Classify("file", path, () => AudioFile.Open(path, cancellationToken), options, progress, cancellationToken);

    /// <summary>Classifies audio from a stream, which stays open; it need not be able to seek.</summary>
    /// <param name="stream">The content of an audio file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">How the clip is cut and what the answer tells; null for <see cref="Options"/>.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments, and while the audio waits for data, as a pipe does.</param>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public GenrePrediction Classify(
        Stream stream,
        string name = "audio",
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Classify("stream", name, () => AudioFile.Open(stream, name, cancellationToken), options, progress, cancellationToken);

    /// <summary>Classifies samples in memory.</summary>
    /// <param name="samples">Mono, -1 to 1.</param>
    /// <param name="sampleRate">Samples a second, in Hz; any rate.</param>
    /// <param name="options">How the clip is cut and what the answer tells; null for <see cref="Options"/>.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">There are no samples, or one is not a finite number.</exception>
    /// <exception cref="ArgumentException">The rate is zero or below, or the options are out of range or not for this model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public GenrePrediction Classify(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Classify("samples", "samples", () => new AudioBuffer(samples, sampleRate).OpenReader(), options, progress, cancellationToken);

    /// <summary>Classifies samples in memory of any kind; they are copied first.</summary>
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

    /// <summary>As <see cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(path, options, progress, cancellationToken), cancellationToken);

    /// <summary>
    /// As <see cref="Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool. Works on
    /// streams that can only be read asynchronously, such as the body of a request, and stops waiting for one when cancelled.
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

    /// <summary>As <see cref="Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool.</summary>
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
