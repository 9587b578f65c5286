using System.Numerics.Tensors;
using GenreNet.Core;
using GenreNet.Inference;
using Microsoft.Extensions.AI;

namespace GenreNet.Extensions.AI;

/// <summary>
/// Generates embeddings of audio: vectors whose angle is small for music that sounds alike. Vector stores of .NET call it to index and to
/// search.
/// </summary>
/// <remarks>
/// Thread-safe. Each embedding has the properties <c>genre</c> (string), <c>confidence</c> (double, 0 to 1) and <c>duration_seconds</c>
/// (double) in its <see cref="Embedding.AdditionalProperties"/>, because the same run of the network computes them.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Extensions.AI;
/// using Microsoft.Extensions.AI;
///
/// using var generator = GenreEmbeddingGenerator.LoadDefault();
/// GeneratedEmbeddings&lt;Embedding&lt;float&gt;&gt; songs = await generator.GenerateAsync(["a.mp3", "b.mp3"]);
/// Console.WriteLine($"{songs[0].Vector.Length} values, genre {songs[0].AdditionalProperties?["genre"]}");
/// </code>
/// </example>
/// <seealso cref="AudioInput"/>
/// <seealso cref="GenreEmbeddingServices"/>
public sealed class GenreEmbeddingGenerator : IEmbeddingGenerator<AudioInput, Embedding<float>>
{
    private const string Provider = "genrenet";
    private const int ChecksumDigits = 16;

    private readonly GenreClassifier _classifier;
    private readonly GenreEmbeddingOptions _options;
    private readonly ClassificationOptions _classification;
    private readonly bool _ownsClassifier;

    /// <summary>Creates a generator that uses a classifier, which the caller disposes.</summary>
    /// <param name="classifier">A classifier whose model has an embedding.</param>
    /// <param name="options">The options; null for the default.</param>
    /// <exception cref="ArgumentException">The model has no embedding, or an option is out of range.</exception>
    public GenreEmbeddingGenerator(GenreClassifier classifier, GenreEmbeddingOptions? options = null)
        : this(classifier, options, ownsClassifier: false)
    {
    }

    private GenreEmbeddingGenerator(GenreClassifier classifier, GenreEmbeddingOptions? options, bool ownsClassifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
        _options = options ?? new GenreEmbeddingOptions();
        _ownsClassifier = ownsClassifier;
        if (classifier.EmbeddingSize == 0)
        {
            throw new ArgumentException("The model has no embedding output: export it again with this version of GenreNet.", nameof(classifier));
        }

        if (_options.MaxParallelism is < 1)
        {
            throw new ArgumentException($"{nameof(GenreEmbeddingOptions.MaxParallelism)} is {_options.MaxParallelism}: it must be 1 or greater, or null.", nameof(options));
        }

        _classification = classifier.Options with
        {
            IncludeEmbedding = true,
            IncludeTimeline = false,
            MaxDuration = _options.MaxDuration ?? classifier.Options.MaxDuration,
        };
        _classification.Validate();
        Metadata = new EmbeddingGeneratorMetadata(Provider, providerUri: null, ModelIdOf(classifier.Card), classifier.EmbeddingSize);
    }

    /// <summary>
    /// Gets the provider <c>genrenet</c>, the number of values of an embedding, and the model: the name of its network and the beginning of
    /// the checksum of its weights. Embeddings of different models cannot be compared, so store the model next to them.
    /// </summary>
    public EmbeddingGeneratorMetadata Metadata { get; }

    /// <summary>Loads the model that is included in the package GenreNet.Inference.</summary>
    /// <param name="options">The options; null for the default.</param>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static GenreEmbeddingGenerator LoadDefault(GenreEmbeddingOptions? options = null) => Own(GenreClassifier.LoadDefault(), options);

    /// <summary>Loads a model file.</summary>
    /// <param name="path">An <c>.onnx</c> file, or the folder of a run. <see cref="InstalledModels.Resolve"/> returns the path of an installed model.</param>
    /// <param name="options">The options; null for the default.</param>
    /// <exception cref="ModelFormatException">The file does not exist, is not a GenreNet model, is damaged, or is newer than this version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    /// <exception cref="ArgumentException">The model has no embedding, or an option is out of range.</exception>
    public static GenreEmbeddingGenerator Load(string path, GenreEmbeddingOptions? options = null) => Own(GenreClassifier.Load(path), options);

    /// <summary>Generates an embedding for each input, on all processors.</summary>
    /// <param name="values">The inputs.</param>
    /// <param name="options">
    /// The options of the call; null for none. <see cref="EmbeddingGenerationOptions.Dimensions"/> and
    /// <see cref="EmbeddingGenerationOptions.ModelId"/> must be null or those of <see cref="Metadata"/>.
    /// </param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <returns>The embeddings, in the order of the inputs.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="AudioFormatException">An input is not audio, is empty, is damaged beyond use, or is silent.</exception>
    /// <exception cref="DependencyMissingException">A format needs ffmpeg, which is not installed.</exception>
    /// <exception cref="NotSupportedException">The options ask for another model or another number of values.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<AudioInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireFits(options);
        AudioInput[] inputs = [.. values];
        if (Array.IndexOf(inputs, null) is >= 0 and int missing)
        {
            throw new ArgumentException($"The input {missing} is null.", nameof(values));
        }

        var embeddings = new Embedding<float>[inputs.Length];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxParallelism ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, inputs.Length, limits, async (i, stop) => embeddings[i] = await EmbedAsync(inputs[i], stop).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. embeddings];
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(_classifier) ? _classifier
            : null;
    }

    /// <summary>Frees the model if the generator loaded it. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_ownsClassifier)
        {
            _classifier.Dispose();
        }
    }

    private static GenreEmbeddingGenerator Own(GenreClassifier classifier, GenreEmbeddingOptions? options)
    {
        try
        {
            return new GenreEmbeddingGenerator(classifier, options, ownsClassifier: true);
        }
        catch
        {
            classifier.Dispose();
            throw;
        }
    }

    private static string ModelIdOf(ModelCard card) => card.WeightsSha256 is { Length: >= ChecksumDigits } checksum
        ? $"{card.Network}@{checksum[..ChecksumDigits]}"
        : card.Network;

    private void RequireFits(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is int dimensions && dimensions != _classifier.EmbeddingSize)
        {
            throw new NotSupportedException($"The model's embeddings have {_classifier.EmbeddingSize} values, not {dimensions}: set Dimensions to null.");
        }

        if (options?.ModelId is { } model && model != Metadata.DefaultModelId)
        {
            throw new NotSupportedException($"The generator has the model {Metadata.DefaultModelId}, not {model}: set ModelId to null, or load the other model.");
        }
    }

    private async ValueTask<Embedding<float>> EmbedAsync(AudioInput input, CancellationToken cancellationToken)
    {
        GenrePrediction prediction = await input.ClassifyAsync(_classifier, _classification, cancellationToken).ConfigureAwait(false);
        return new Embedding<float>(Vector(input, prediction))
        {
            CreatedAt = DateTimeOffset.UtcNow,
            ModelId = Metadata.DefaultModelId,
            AdditionalProperties = new AdditionalPropertiesDictionary
            {
                ["genre"] = prediction.Genre,
                ["confidence"] = prediction.Confidence,
                ["duration_seconds"] = prediction.Duration.TotalSeconds,
            },
        };
    }

    private float[] Vector(AudioInput input, GenrePrediction prediction)
    {
        float[] vector = prediction.IsSilent ? new float[_classifier.EmbeddingSize] : prediction.Embedding.ToArray();
        float length = TensorPrimitives.Norm(vector);
        if (length == 0 && !_options.ZerosForSilence)
        {
            throw new AudioFormatException(input.Name, $"the audio is silent, so it has no embedding. Leave it out, or set {nameof(GenreEmbeddingOptions.ZerosForSilence)}.");
        }

        if (_options.Normalize && length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return vector;
    }
}
