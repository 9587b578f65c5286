using GenreNet.Core.Audio;

namespace GenreNet.Inference;

/// <summary>
/// Classifies music by genre. <see cref="GenreClassifier"/> is the implementation; depend on this interface where a unit test needs a
/// substitute without a model.
/// </summary>
/// <remarks>Implementations are thread-safe.</remarks>
/// <example>
/// A service that can be tested without a model:
/// <code>
/// public sealed class Tagger(IGenreClassifier classifier)
/// {
///     public async Task&lt;string&gt; TagAsync(string path, CancellationToken cancellationToken) =>
///         (await classifier.ClassifyAsync(path, cancellationToken: cancellationToken)).Genre;
/// }
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
public interface IGenreClassifier
{
    /// <summary>Gets the genres, in the order of the probabilities of a segment.</summary>
    IReadOnlyList<string> Genres { get; }

    /// <summary>Classifies a complete audio file.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    GenrePrediction Classify(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies audio from a stream, which stays open and need not support seeking.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    GenrePrediction Classify(
        Stream stream,
        string name = "audio",
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Classifies samples in memory.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    GenrePrediction Classify(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Classifies the rest of a reader's audio.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(AudioReader, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    GenrePrediction Classify(
        AudioReader audio, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies a complete audio file on a thread pool thread.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    Task<GenrePrediction> ClassifyAsync(
        string path, ClassificationOptions? options = null, IProgress<AudioProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies audio from a stream on a thread pool thread; the stream may support asynchronous reads only.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(Stream, string, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    Task<GenrePrediction> ClassifyAsync(
        Stream stream,
        string name = "audio",
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Classifies samples in memory on a thread pool thread.</summary>
    /// <inheritdoc cref="GenreClassifier.Classify(ReadOnlyMemory{float}, int, ClassificationOptions, IProgress{AudioProgress}, CancellationToken)" path="/param|/exception"/>
    Task<GenrePrediction> ClassifyAsync(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        ClassificationOptions? options = null,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Classifies files in parallel. A file that cannot be classified does not stop the others; its result contains the error.</summary>
    /// <inheritdoc cref="GenreClassifier.ClassifyManyAsync(IEnumerable{string}, ClassificationOptions, int?, CancellationToken)" path="/param|/returns|/exception"/>
    IAsyncEnumerable<ClassifiedFile> ClassifyManyAsync(
        IEnumerable<string> paths, ClassificationOptions? options = null, int? maxParallelism = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies long or live audio and returns each segment as soon as it is processed.</summary>
    /// <inheritdoc cref="GenreClassifier.ClassifyStreamAsync(Stream, string, ClassificationOptions, CancellationToken)" path="/param|/returns|/exception"/>
    IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        Stream stream, string name = "audio", ClassificationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies samples as they become available and returns each segment as soon as it is processed.</summary>
    /// <inheritdoc cref="GenreClassifier.ClassifyStreamAsync(IAsyncEnumerable{ReadOnlyMemory{float}}, int, ClassificationOptions, CancellationToken)" path="/param|/returns|/exception"/>
    IAsyncEnumerable<TimelineSegment> ClassifyStreamAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRate, ClassificationOptions? options = null, CancellationToken cancellationToken = default);
}
