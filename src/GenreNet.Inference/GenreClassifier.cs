using System.Diagnostics;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenreNet.Inference;

/// <summary>Classifies music by genre. Load one instance and share it: it is immutable and thread-safe.</summary>
/// <example>
/// <code>
/// using GenreNet.Inference;
///
/// using var classifier = GenreClassifier.LoadDefault();
/// GenrePrediction prediction = classifier.Classify("song.wav");
/// Console.WriteLine($"{prediction.Genre}, {prediction.Confidence:P0}");
/// </code>
/// </example>
/// <seealso cref="IGenreClassifier"/>
/// <seealso cref="ClassificationOptions"/>
/// <seealso cref="Hosting.GenreClassifierServices"/>
public sealed partial class GenreClassifier : IGenreClassifier, IDisposable
{
    private readonly OnnxModel _model;
    private readonly ClipClassification _clips;
    private readonly ClassifierTelemetry _telemetry;

    private GenreClassifier(OnnxModel model, FeaturePipeline pipeline, string name, ClassificationOptions? options, ILogger logger)
    {
        _model = model;
        _telemetry = new ClassifierTelemetry(name, logger);
        _telemetry.Begin(model.Card.Genres);
        _clips = new ClipClassification(model, pipeline);
        Options = options ?? ClassificationOptions.Default;
    }

    /// <summary>Gets the model card: how the model was trained, its feature settings and its accuracy.</summary>
    public ModelCard Card => _model.Card;

    /// <summary>Gets the genres in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Genres => _model.Card.Genres;

    /// <summary>Gets the options used when a call does not pass any.</summary>
    public ClassificationOptions Options { get; }

    /// <summary>Gets the number of values of a <see cref="GenrePrediction.Embedding"/>; 0 if the model has no embedding.</summary>
    public int EmbeddingSize => _model.EmbeddingSize;

    /// <summary>Gets the time that the network took since the model was loaded, of all threads.</summary>
    internal TimeSpan NetworkTime => _model.RunTime;

    /// <summary>Loads the model that is included in the package, for the ten genres of GTZAN. Its card states its accuracy.</summary>
    /// <param name="options">The options used when a call does not pass any; null for <see cref="ClassificationOptions.Default"/>.</param>
    /// <param name="loggerFactory">Creates the logger; null to disable logging.</param>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public static GenreClassifier LoadDefault(ClassificationOptions? options = null, ILoggerFactory? loggerFactory = null) =>
        Open(DefaultModel.Read(), DefaultModel.Name, options, loggerFactory, isIntact: true);

    /// <summary>Loads a model file.</summary>
    /// <param name="path">
    /// An <c>.onnx</c> file written by <c>genrenet train</c>, or the folder of such a run, which contains <c>model.onnx</c>.
    /// <see cref="InstalledModels.Resolve"/> returns the path of an installed model.
    /// </param>
    /// <param name="options">The options used when a call does not pass any; null for <see cref="ClassificationOptions.Default"/>.</param>
    /// <param name="loggerFactory">Creates the logger; null to disable logging.</param>
    /// <exception cref="ModelFormatException">The file does not exist, is not a GenreNet model, is damaged, or is newer than this
    /// version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public static GenreClassifier Load(string path, ClassificationOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = ModelFile.Locate(path);
        return Open(ModelFile.ReadAllBytes(path), path, options, loggerFactory);
    }

    /// <summary>Loads a model from a stream, which stays open.</summary>
    /// <param name="stream">The content of an <c>.onnx</c> file, from the stream's position to its end.</param>
    /// <param name="name">Name of the model in messages.</param>
    /// <param name="options">The options used when a call does not pass any; null for <see cref="ClassificationOptions.Default"/>.</param>
    /// <param name="loggerFactory">Creates the logger; null to disable logging.</param>
    /// <inheritdoc cref="Load(string, ClassificationOptions, ILoggerFactory)" path="/exception"/>
    public static GenreClassifier Load(Stream stream, string name = "model", ClassificationOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return Open(file.ToArray(), name, options, loggerFactory);
    }

    /// <summary>Extracts the features of an audio file, segment by segment, as the network receives them.</summary>
    /// <param name="path">A WAV, AU, AIFF, FLAC, MP3 or Ogg file, or any format that ffmpeg decodes if it is installed.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public FeatureClip ExtractFeatures(string path, CancellationToken cancellationToken = default) =>
        _clips.Pipeline.Extract(AudioFile.Open(path, Options.Files, cancellationToken), ShortClip.Pad, cancellationToken);

    /// <summary>Extracts the features of audio from a stream, which stays open, segment by segment.</summary>
    /// <param name="stream">The content of an audio file; need not support seeking.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <inheritdoc cref="Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/exception"/>
    public FeatureClip ExtractFeatures(Stream stream, string name = "audio", CancellationToken cancellationToken = default) =>
        _clips.Pipeline.Extract(AudioFile.Open(stream, name, Options.Files, cancellationToken), ShortClip.Pad, cancellationToken);

    /// <summary>Extracts the features of samples in memory, segment by segment.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    /// <param name="sampleRate">Sample rate in Hz; any rate above zero.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <exception cref="AudioFormatException">There are no samples, or one is not a finite number.</exception>
    public FeatureClip ExtractFeatures(ReadOnlyMemory<float> samples, int sampleRate, CancellationToken cancellationToken = default) =>
        _clips.Pipeline.Extract(new AudioBuffer(samples, sampleRate).OpenReader(), ShortClip.Pad, cancellationToken);

    /// <summary>Computes the probabilities of segments whose features have been extracted.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, extracted with the card's options, not standardised.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>
    /// <c>[segments, genres]</c>, row-major, as the network outputs them (<see cref="SegmentPool"/> combines them into those of a clip).
    /// They are not softened by the novelty as those of <see cref="GenrePrediction"/> are.
    /// </returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the segment size.</exception>
    public float[] ClassifyFeatures(ReadOnlyMemory<float> features, CancellationToken cancellationToken = default)
    {
        int segmentSize = Card.Features.ValuesPerSegment;
        return features.Length % segmentSize == 0
            ? _clips.Classify(features, cancellationToken)
            : throw new ArgumentException($"The number of values, {features.Length}, must be a multiple of the segment size, {segmentSize}.", nameof(features));
    }

    /// <summary>
    /// Measures how unlike the training music a clip is, from features that have been extracted: see <see cref="GenrePrediction.Novelty"/>.
    /// </summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, extracted with the card's options, not standardised.</param>
    /// <returns>The mean over the segments, 0 or more; null if the model's card lacks the statistics.</returns>
    /// <exception cref="ArgumentException">The length is zero or not a multiple of the segment size.</exception>
    public double? MeasureNovelty(ReadOnlySpan<float> features)
    {
        int segmentSize = Card.Features.ValuesPerSegment;
        return features.Length > 0 && features.Length % segmentSize == 0
            ? _clips.MeasureNovelty(features)
            : throw new ArgumentException($"The number of values, {features.Length}, must be a positive multiple of the segment size, {segmentSize}.", nameof(features));
    }

    /// <summary>
    /// Frees the network. Safe at any time: running calls finish, and later calls throw <see cref="ObjectDisposedException"/>. A second
    /// call does nothing.
    /// </summary>
    public void Dispose() => _model.Dispose();

    /// <summary>
    /// Classifies one second of synthetic audio, which loads everything that a classification needs, or reveals that it is broken.
    /// </summary>
    internal void Try()
    {
        float[] tone = new float[Card.Features.SampleRate];
        for (int i = 0; i < tone.Length; i++)
        {
            tone[i] = MathF.Sin(0.1f * i) / 2;
        }

        using AudioReader reader = new AudioBuffer(tone, tone.Length).OpenReader();
        _clips.Classify(reader, ClassificationOptions.Default, progress: null, CancellationToken.None);
    }

    private static GenreClassifier Open(
        byte[] file, string name, ClassificationOptions? options, ILoggerFactory? loggerFactory, bool isIntact = false)
    {
        long start = Stopwatch.GetTimestamp();
        (OnnxModel model, FeaturePipeline pipeline) = OnnxModel.Load(file, name, isIntact);
        try
        {
            options?.RequireFits(model.Card.Features, model.EmbeddingSize);
            ILogger logger = loggerFactory?.CreateLogger<GenreClassifier>() ?? NullLogger<GenreClassifier>.Instance;
            // Logs the file name only: the folder of the models is private.
            string shortName = Path.GetFileName(name);
            ClassifierLog.Loaded(logger, shortName, model.Card.Network, model.Card.Genres.Count, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return new GenreClassifier(model, pipeline, shortName, options, logger);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
