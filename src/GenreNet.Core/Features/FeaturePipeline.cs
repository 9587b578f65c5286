using GenreNet.Core.Audio;

namespace GenreNet.Core.Features;

/// <summary>The only way from audio to features, for training and prediction alike: resample, cut into segments, extract.</summary>
/// <remarks>
/// Each segment is computed by itself, because librosa's limit of 80 dB is relative to the loudest cell of what it is given.
/// Immutable and thread-safe.
/// </remarks>
public sealed class FeaturePipeline
{
    /// <summary>Segments to make room for where the length of the audio is not known: half a minute of the usual ones.</summary>
    private const int FirstRoom = 10;

    private readonly SegmentPlan _plan;

    /// <summary>Computes the tables for the settings.</summary>
    /// <param name="options">
    /// The settings. Of embeddings, whose encoder is missing here, the pipeline reads no audio.
    /// </param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
    public FeaturePipeline(FeatureOptions options)
        : this(options, encoder: null)
    {
    }

    /// <summary>Computes the tables for the settings of embeddings.</summary>
    /// <param name="options">The settings, from <see cref="FeatureOptions.Encoded"/>.</param>
    /// <param name="encoder">Computes the embedding of a segment; called by several threads at once. Null for features of other kinds.</param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together, or have no use for an encoder.</exception>
    public FeaturePipeline(FeatureOptions options, SegmentEncoder? encoder)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _plan = new SegmentPlan(options, encoder);
    }

    /// <summary>The settings.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Reads audio as features, segment by segment: for audio of any length, in the memory that one segment takes.</summary>
    /// <param name="audio">The audio, at any sample rate; disposed with the reader that is returned.</param>
    /// <param name="shortClip">What becomes of a clip shorter than one segment.</param>
    public SegmentReader OpenReader(AudioReader audio, ShortClip shortClip = ShortClip.Pad) =>
        OpenReader(audio, SegmentWindow.Of(Options), shortClip);

    /// <summary>Reads audio as features of segments that overlap, or of summaries of another length.</summary>
    /// <param name="audio">The audio, at any sample rate; disposed with the reader that is returned.</param>
    /// <param name="window">How the segments lie. What is left behind the last whole one is dropped or filled up with silence as the options say.</param>
    /// <param name="shortClip">What becomes of a clip shorter than one segment.</param>
    /// <exception cref="ArgumentException">Segments of these features cannot lie so.</exception>
    /// <exception cref="GenreNetException">The features are embeddings, and their encoder is not here; the audio stays open.</exception>
    public SegmentReader OpenReader(AudioReader audio, SegmentWindow window, ShortClip shortClip = ShortClip.Pad)
    {
        ArgumentNullException.ThrowIfNull(audio);
        window.Validate(Options);
        return new SegmentReader(Options, _plan, audio, shortClip, window);
    }

    /// <summary>Reads audio to its end and keeps the features of all its segments, but no audio: 8 MB an hour.</summary>
    /// <param name="reader">The audio, at any sample rate; disposed at the end.</param>
    /// <param name="shortClip">What becomes of a clip shorter than one segment.</param>
    /// <param name="cancellationToken">Gives up between two segments.</param>
    /// <exception cref="AudioFormatException">The audio is damaged, holds no sample at all, or is too long for its features to be kept.</exception>
    public FeatureClip Extract(AudioReader reader, ShortClip shortClip = ShortClip.Pad, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        // Disposed also where no segments can be read from it; a second Dispose does nothing.
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

        // Nothing is copied where the length was known.
        Array.Resize(ref values, filled);
        return new FeatureClip(Options, values, segments.SamplesRead, [.. segments.Warnings]);
    }

    /// <summary>Makes sure that audio can be turned into these features.</summary>
    /// <exception cref="GenreNetException">They are embeddings, and their encoder is not here.</exception>
    internal void RequireAudio() => _plan.RequireAudio();

    private static int Fits(long length, string name) => length <= Array.MaxLength
        ? (int)length
        : throw new AudioFormatException(name, "the audio is too long to keep all its features in memory: read them segment by segment.");
}
