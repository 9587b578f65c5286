using GenreNet.Core.Audio;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Inference.Models;

namespace GenreNet.Inference;

/// <summary>Tells the genre of music. Load one and share it: it never changes and any number of threads may call it.</summary>
public sealed class GenreClassifier : IDisposable
{
    // Bounds memory on long audio: 64 segments of 130x13 are 430 KB.
    private const int BatchSize = 64;

    private readonly OnnxModel _model;
    private readonly FeaturePipeline _pipeline;

    private GenreClassifier(OnnxModel model)
    {
        _model = model;
        _pipeline = new FeaturePipeline(model.Card.Features);
    }

    /// <summary>What the model was made from, for and how well it does.</summary>
    public ModelCard Card => _model.Card;

    /// <summary>The genres in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Genres => _model.Card.Genres;

    /// <summary>Loads a model file.</summary>
    /// <param name="path">An <c>.onnx</c> file that <c>genrenet train</c> wrote.</param>
    /// <exception cref="ModelFormatException">There is no such file, it is not a model of ours, it is damaged, or newer than this version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load here.</exception>
    public static GenreClassifier Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new GenreClassifier(OnnxModel.Load(ReadFile(path), path));
    }

    /// <summary>Loads a model from a stream, which stays open.</summary>
    /// <param name="stream">The content of an <c>.onnx</c> file, from the stream's position to its end.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static GenreClassifier Load(Stream stream, string name = "model")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return new GenreClassifier(OnnxModel.Load(file.ToArray(), name));
    }

    /// <summary>Classifies an audio file: all of it, whatever its format, rate, channels and length; shorter than one segment is padded with silence, or summarised as it is.</summary>
    /// <param name="path">WAV, AU, AIFF, or with ffmpeg on the machine anything that it decodes.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">There is no such file, it is not audio, or it is empty.</exception>
    /// <exception cref="DependencyMissingException">The format needs ffmpeg and there is none.</exception>
    public GenrePrediction Classify(string path, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using AudioReader reader = AudioFile.Open(path);
        return Classify(reader, progress, cancellationToken);
    }

    /// <summary>Classifies audio from a stream, which stays open; it need not be able to seek.</summary>
    /// <param name="stream">The content of an audio file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <inheritdoc cref="Classify(string, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public GenrePrediction Classify(
        Stream stream, string name = "audio", IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using AudioReader reader = AudioFile.Open(stream, name);
        return Classify(reader, progress, cancellationToken);
    }

    /// <summary>Classifies samples in memory.</summary>
    /// <param name="samples">Mono, -1 to 1.</param>
    /// <param name="sampleRate">Samples a second, in Hz; any rate.</param>
    /// <param name="progress">Told on the same thread after every 64 segments and at the end.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">There are no samples, or one is not a finite number.</exception>
    public GenrePrediction Classify(
        ReadOnlyMemory<float> samples, int sampleRate, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using AudioReader reader = new AudioBuffer(samples, sampleRate).OpenReader();
        return Classify(reader, progress, cancellationToken);
    }

    /// <summary>As <see cref="Classify(string, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(string, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(string, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        string path, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(path, progress, cancellationToken), cancellationToken);

    /// <summary>As <see cref="Classify(Stream, string, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(Stream, string, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(Stream, string, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        Stream stream, string name = "audio", IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(stream, name, progress, cancellationToken), cancellationToken);

    /// <summary>As <see cref="Classify(ReadOnlyMemory{float}, int, IProgress{AudioProgress}, CancellationToken)"/>, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, IProgress{AudioProgress}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Classify(ReadOnlyMemory{float}, int, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public Task<GenrePrediction> ClassifyAsync(
        ReadOnlyMemory<float> samples, int sampleRate, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Classify(samples, sampleRate, progress, cancellationToken), cancellationToken);

    /// <summary>Probabilities of segments whose features are at hand already.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, extracted with the card's options, not standardised.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns><c>[segments, genres]</c>, row-major.</returns>
    /// <exception cref="ArgumentException">The length is not a whole number of segments.</exception>
    public float[] ClassifyFeatures(Memory<float> features, CancellationToken cancellationToken = default)
    {
        int segmentSize = Card.Features.ValuesPerSegment;
        if (features.Length % segmentSize != 0)
        {
            throw new ArgumentException($"{features.Length} values are not a whole number of segments of {segmentSize}.", nameof(features));
        }

        int count = features.Length / segmentSize;
        float[] probabilities = new float[count * Genres.Count];
        for (int start = 0; start < count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int batch = Math.Min(BatchSize, count - start);
            _model.Run(
                features.Slice(start * segmentSize, batch * segmentSize),
                batch,
                probabilities.AsSpan(start * Genres.Count, batch * Genres.Count));
        }

        return probabilities;
    }

    /// <summary>Frees the network. No other thread may be classifying.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>Keeps the probabilities of all segments, but the features of one batch only, so that a day of audio is no harder than a song.</summary>
    private GenrePrediction Classify(AudioReader reader, IProgress<AudioProgress>? progress, CancellationToken cancellationToken)
    {
        using SegmentReader segments = _pipeline.OpenReader(reader, ShortClip.Pad);
        int segmentSize = Card.Features.ValuesPerSegment;
        float[] batch = new float[segmentSize * Math.Clamp(segments.SegmentCount ?? BatchSize, 1, BatchSize)];
        List<float[]> probabilities = [];
        int count;
        do
        {
            count = segments.Read(batch, cancellationToken);
            probabilities.AddRange(ClassifyFeatures(batch.AsMemory(0, count * segmentSize), cancellationToken).Chunk(Genres.Count));
            progress?.Report(new AudioProgress(segments.Position, segments.Duration));
        }
        while (count > 0);

        return PredictionBuilder.Build(Card, probabilities, segments.Position, [.. segments.Warnings]);
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): give the .onnx file that 'genrenet train' wrote.", problem);
        }
    }
}
