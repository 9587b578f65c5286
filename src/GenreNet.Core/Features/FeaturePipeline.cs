using GenreNet.Core.Audio;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes features from audio, for training and inference alike: resamples, cuts into segments, extracts.</summary>
/// <remarks>
/// Each segment is processed independently, because librosa's limit of 80 dB is relative to the loudest cell of its input. Immutable and
/// thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var pipeline = new FeaturePipeline(FeatureOptions.LogMels);
/// using AudioReader audio = AudioFile.Open("song.mp3");
/// FeatureClip clip = pipeline.Extract(audio);
/// Console.WriteLine($"{clip.SegmentCount} segments of {pipeline.Options.FrameCount} x {pipeline.Options.CoefficientCount} values");
/// </code>
/// </example>
/// <seealso cref="FeatureOptions"/>
/// <seealso cref="SegmentReader"/>
/// <seealso cref="FeatureExtractor"/>
public sealed class FeaturePipeline
{
    /// <summary>Number of segments to allocate if the length of the audio is unknown: half a minute of default segments.</summary>
    private const int FirstRoom = 10;

    private readonly SegmentPlan _plan;

    /// <summary>Initializes a pipeline and computes its tables.</summary>
    /// <param name="options">Feature settings. A pipeline for embeddings created without an encoder cannot read audio.</param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
    public FeaturePipeline(FeatureOptions options)
        : this(options, encoder: null)
    {
    }

    /// <summary>Initializes a pipeline for embeddings and computes its tables.</summary>
    /// <param name="options">Feature settings, from <see cref="FeatureOptions.Encoded"/>.</param>
    /// <param name="encoder">
    /// Computes the embedding of a segment; may be called by several threads at once. Null for features of other kinds.
    /// </param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together, or do not use an encoder.</exception>
    public FeaturePipeline(FeatureOptions options, SegmentEncoder? encoder)
        : this(options, encoder, engine: null)
    {
    }

    /// <summary>Initializes a pipeline and computes its tables.</summary>
    /// <param name="options">Feature settings.</param>
    /// <param name="encoder">Computes the embedding of a segment; null for features of other kinds.</param>
    /// <param name="engine">Evaluates the filters of resamplers; null for the vectors of .NET.</param>
    /// <inheritdoc cref="FeaturePipeline(FeatureOptions, SegmentEncoder?)" path="/exception"/>
    internal FeaturePipeline(FeatureOptions options, SegmentEncoder? encoder, IFilterEngine? engine)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _plan = new SegmentPlan(options, encoder, engine);
    }

    /// <summary>Gets the feature settings.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Opens a reader that computes features segment by segment, for audio of any length. Memory use is one segment.</summary>
    /// <param name="audio">Audio at any sample rate; disposed with the returned reader.</param>
    /// <param name="shortClip">Policy for a clip shorter than one segment.</param>
    public SegmentReader OpenReader(AudioReader audio, ShortClip shortClip = ShortClip.Pad) =>
        OpenReader(audio, SegmentWindow.Of(Options), shortClip);

    /// <summary>Opens a reader for overlapping segments, or for summaries of a different length.</summary>
    /// <param name="audio">Audio at any sample rate; disposed with the returned reader.</param>
    /// <param name="window">
    /// Length and hop of the segments. The remainder after the last complete segment is handled according to the options' tail policy.
    /// </param>
    /// <param name="shortClip">Policy for a clip shorter than one segment.</param>
    /// <exception cref="ArgumentException">The window is not valid for these features.</exception>
    /// <exception cref="GenreNetException">The features are embeddings, and the encoder is not loaded; the audio stays open.</exception>
    public SegmentReader OpenReader(AudioReader audio, SegmentWindow window, ShortClip shortClip = ShortClip.Pad)
    {
        ArgumentNullException.ThrowIfNull(audio);
        window.Validate(Options);
        return new SegmentReader(Options, _plan, audio, shortClip, window);
    }

    /// <summary>Reads audio to its end and returns the features of all segments. Keeps no audio: 8 MB per hour.</summary>
    /// <param name="reader">Audio at any sample rate; disposed before the method returns.</param>
    /// <param name="shortClip">Policy for a clip shorter than one segment.</param>
    /// <param name="cancellationToken">Cancels between two segments.</param>
    /// <exception cref="AudioFormatException">
    /// The audio is damaged, contains no samples, or is too long for its features to fit in memory.
    /// </exception>
    public FeatureClip Extract(AudioReader reader, ShortClip shortClip = ShortClip.Pad, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        // Dispose the audio even if no segments can be read from it; a second Dispose does nothing.
        using AudioReader owned = reader;
        string name = reader.Name;
        using SegmentReader segments = OpenReader(reader, shortClip);
        int size = Options.ValuesPerSegment;
        var values = new float[Fits((segments.SegmentCount ?? FirstRoom) * size, name)];
        int filled = 0;
        while (segments.Advance(cancellationToken))
        {
            if (values.Length - filled < size)
            {
                Array.Resize(ref values, Fits(Math.Max(filled + (long)size, Math.Min(2L * filled, Array.MaxLength)), name));
            }

            segments.Extract(values.AsSpan(filled, size));
            filled += size;
        }

        // Does not copy if the length was known.
        Array.Resize(ref values, filled);
        return new FeatureClip(Options, values, segments.SamplesRead, [.. segments.Warnings]);
    }

    /// <summary>Throws if these features cannot be computed from audio.</summary>
    /// <exception cref="GenreNetException">The features are embeddings, and the encoder is not loaded.</exception>
    internal void RequireAudio() => _plan.RequireAudio();

    private static int Fits(long length, string name) => length <= Array.MaxLength
        ? (int)length
        : throw new AudioFormatException(name, "the audio is too long to keep all its features in memory. Read them segment by segment.");
}
