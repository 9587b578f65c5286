using GenreNet.Inference;

namespace GenreNet.Extensions.AI;

/// <summary>Represents audio to be embedded: a file, a stream that is opened when it is needed, or samples.</summary>
/// <remarks>Immutable and thread-safe. A path converts implicitly, so that methods which expect audio accept paths.</remarks>
/// <example>
/// <code>
/// AudioInput file = "song.mp3";
/// AudioInput upload = AudioInput.FromStream(() =&gt; File.OpenRead("song.flac"), "song.flac");
/// AudioInput tone = AudioInput.FromSamples(new float[22050 * 5], 22050);
/// </code>
/// </example>
/// <seealso cref="GenreEmbeddingGenerator"/>
public sealed class AudioInput
{
    private readonly Func<GenreClassifier, ClassificationOptions, CancellationToken, ValueTask<GenrePrediction>> _classify;

    private AudioInput(string name, Func<GenreClassifier, ClassificationOptions, CancellationToken, ValueTask<GenrePrediction>> classify) =>
        (Name, _classify) = (name, classify);

    /// <summary>Gets the path of the file, or the name of the audio in messages.</summary>
    public string Name { get; }

    /// <summary>Converts a path.</summary>
    /// <param name="path">The path of an audio file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static implicit operator AudioInput(string path) => FromFile(path);

    /// <summary>Creates an input from a file.</summary>
    /// <param name="path">A WAV, AU, AIFF, FLAC, MP3 or Ogg file, or any format that ffmpeg decodes if it is installed.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static AudioInput FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new AudioInput(path, (classifier, options, cancellationToken) =>
            new ValueTask<GenrePrediction>(classifier.Classify(path, options, progress: null, cancellationToken)));
    }

    /// <summary>Creates an input from a stream. Each use of the input opens a stream and disposes it.</summary>
    /// <param name="open">Opens the content of an audio file; the stream need not support seeking.</param>
    /// <param name="name">Name of the audio in messages.</param>
    public static AudioInput FromStream(Func<Stream> open, string name = "audio")
    {
        ArgumentNullException.ThrowIfNull(open);
        return FromStream(_ => new ValueTask<Stream>(open()), name);
    }

    /// <summary>Creates an input from a stream that is opened asynchronously. Each use of the input opens a stream and disposes it.</summary>
    /// <param name="open">Opens the content of an audio file, such as an object of a store; the stream need not support seeking.</param>
    /// <param name="name">Name of the audio in messages.</param>
    public static AudioInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, string name = "audio")
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new AudioInput(name, async (classifier, options, cancellationToken) =>
        {
            Stream stream = await open(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The function that opens {name} returned null: return a stream.");
            await using (stream.ConfigureAwait(false))
            {
                return classifier.Classify(stream, name, options, progress: null, cancellationToken);
            }
        });
    }

    /// <summary>Creates an input from samples in memory, which are not copied.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    /// <param name="sampleRate">Sample rate in Hz; any rate above zero.</param>
    /// <param name="name">Name of the audio in messages.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is zero or negative.</exception>
    public static AudioInput FromSamples(ReadOnlyMemory<float> samples, int sampleRate, string name = "samples")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new AudioInput(name, (classifier, options, cancellationToken) =>
            new ValueTask<GenrePrediction>(classifier.Classify(samples, sampleRate, options, progress: null, cancellationToken)));
    }

    /// <summary>Returns <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    internal ValueTask<GenrePrediction> ClassifyAsync(GenreClassifier classifier, ClassificationOptions options, CancellationToken cancellationToken) =>
        _classify(classifier, options, cancellationToken);
}
