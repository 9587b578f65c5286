using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// Specifies how a clip is divided into segments and what the result contains. Equal options give equal results.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using var classifier = GenreClassifier.LoadDefault();
/// var options = new ClassificationOptions { Top = 3, UnknownBelow = 0.4, IncludeTimeline = false };
/// foreach (GenreProbability entry in classifier.Classify("song.wav", options).Ranking)
/// {
///     Console.WriteLine($"{entry.Genre}: {entry.Probability:P0}");
/// }
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
/// <seealso cref="GenrePrediction"/>
public sealed record ClassificationOptions
{
    /// <summary>
    /// Gets the default settings: consecutive segments of the length that the model was trained with, all genres, and a timeline.
    /// </summary>
    /// <remarks>Returns a new instance on every access, because the configuration binder writes into the instance that it finds.</remarks>
    public static ClassificationOptions Default => new();

    /// <summary>
    /// Gets the length of a segment. Null, the default, uses the length that the model was trained with. Only models of summary features
    /// accept another length: at least one second (or the model's own length if that is shorter), and at most the model's own length.
    /// </summary>
    public TimeSpan? SegmentDuration { get; init; }

    /// <summary>
    /// Gets the time between the starts of consecutive segments; above zero, at most the duration of a segment. Null, the default, uses the hop that the
    /// model was trained with (<see cref="FeatureOptions.HopSeconds"/>), or the full <see cref="SegmentDuration"/> if one is set.
    /// </summary>
    public TimeSpan? SegmentHop { get; init; }

    /// <summary>Gets the maximum number of genres in the ranking, 1 or more. Null, the default, returns all of them.</summary>
    public int? Top { get; init; }

    /// <summary>
    /// Gets the minimum probability of a genre in the ranking, 0 to 1. Default 0. The first genre is always kept. With a multi-label model,
    /// the ranking then contains the genres that apply.
    /// </summary>
    public double Threshold { get; init; }

    /// <summary>
    /// Gets the minimum probability of the most likely genre, 0 to 1; below it, the result is <see cref="GenrePrediction.UnknownGenre"/>.
    /// Default 0: never. The calibration on the model card lists the accuracy and coverage at several confidence levels.
    /// </summary>
    public double UnknownBelow { get; init; }

    /// <summary>
    /// Gets the maximum duration of the audio, above zero. Longer audio is rejected with an <see cref="Core.AudioFormatException"/> as soon
    /// as more than this is decoded, regardless of the duration in its header: a few megabytes of FLAC can contain hours. Null, the
    /// default, sets no limit.
    /// </summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>
    /// Gets whether the result is <see cref="GenrePrediction.UnknownGenre"/> if the clip contains no music or is unlike all music that the
    /// model was trained on (<see cref="GenrePrediction.IsOutOfDistribution"/>). Default false: the ranking is kept, with a warning; in the
    /// second case, its probabilities are softened.
    /// </summary>
    public bool UnknownIfOutOfDistribution { get; init; }

    /// <summary>
    /// Gets the minimum duration of a reliable result. Shorter clips get a warning and <see cref="GenrePrediction.IsShort"/>; zero disables
    /// both. Default 5 s: with the default model, 3 % of the results for excerpts of 5 s differ from those for the complete clips, 7 % for
    /// 3 s, and 12 % for 1 s (269 clips of GTZAN, most of which it was trained on).
    /// </summary>
    public TimeSpan ReliableDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets whether the result contains a timeline. Without one, memory use does not grow with the length of the audio. Default true.
    /// </summary>
    public bool IncludeTimeline { get; init; } = true;

    /// <summary>Gets whether the result contains an embedding of the clip. Default false.</summary>
    public bool IncludeEmbedding { get; init; }

    /// <summary>Gets whether the result contains the clip's mean MFCCs. Default false.</summary>
    public bool IncludeMfccMeans { get; init; }

    /// <summary>
    /// Gets the full path of the ffmpeg program, for audio formats that GenreNet does not decode itself. Null, the default, uses the path in
    /// the environment variable GENRENET_FFMPEG if it is set, otherwise the ffmpeg on PATH.
    /// </summary>
    public string? FfmpegPath { get; init; }

    /// <summary>Gets how audio files are opened.</summary>
    internal AudioFileOptions Files => new() { FfmpegPath = FfmpegPath };

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it and its valid range.</exception>
    public void Validate()
    {
        RequirePositive(SegmentDuration, nameof(SegmentDuration));
        RequirePositive(SegmentHop, nameof(SegmentHop));
        RequirePositive(MaxDuration, nameof(MaxDuration));
        RequireShare(Threshold, nameof(Threshold));
        RequireShare(UnknownBelow, nameof(UnknownBelow));
        if (ReliableDuration < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(ReliableDuration)} is {ReliableDuration}: it must be zero or greater.");
        }

        if (Top is < 1)
        {
            throw new ArgumentException($"{nameof(Top)} is {Top}: it must be 1 or greater, or null for all genres.");
        }
    }

    /// <summary>Checks that the settings are in range and that a model supports them.</summary>
    /// <exception cref="ArgumentException">A setting is out of range or not supported by the model; the message states which and
    /// why.</exception>
    /// <param name="features">The model's features.</param>
    /// <param name="embeddingSize">Values per embedding of the model; 0 if it has no embedding.</param>
    internal void RequireFits(FeatureOptions features, int embeddingSize)
    {
        WindowOf(features);
        if (IncludeEmbedding && embeddingSize == 0)
        {
            throw new ArgumentException($"The model has no embedding output: export it again, or set {nameof(IncludeEmbedding)} to false.");
        }
    }

    /// <summary>Returns the audio, limited to <see cref="MaxDuration"/> if it is set.</summary>
    internal AudioReader Limit(AudioReader audio) => MaxDuration is TimeSpan limit ? audio.LimitedTo(limit) : audio;

    /// <summary>Returns the length and hop of the segments of a clip.</summary>
    /// <param name="features">The model's features.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the model does not support such segments.</exception>
    internal SegmentWindow WindowOf(FeatureOptions features)
    {
        Validate();
        int length = SegmentDuration is TimeSpan duration ? Samples(duration, features) : features.SegmentLength;
        int usualHop = SegmentDuration is null ? SegmentWindow.Of(features).HopLength : length;
        var result = new SegmentWindow(length, SegmentHop is TimeSpan hop ? Samples(hop, features) : usualHop);
        result.Validate(features);
        if (SegmentDuration is not null && (length > features.SegmentLength || SegmentDuration.Value.TotalSeconds < features.ShortestSeconds))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(SegmentDuration)} is {SegmentDuration.Value.TotalSeconds} s: this model accepts {features.ShortestSeconds} to {features.SegmentSeconds} s."));
        }

        return result;
    }

    private static int Samples(TimeSpan time, FeatureOptions features) =>
        (int)Math.Min(int.MaxValue, Math.Round(time.TotalSeconds * features.SampleRate));

    private static void RequirePositive(TimeSpan? time, string name)
    {
        if (time <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{name} is {time}: it must be greater than zero, or null for the default.");
        }
    }

    private static void RequireShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it must be between 0 and 1."));
        }
    }
}
