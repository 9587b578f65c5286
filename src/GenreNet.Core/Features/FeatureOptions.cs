using System.Text.Json.Serialization;

namespace GenreNet.Core.Features;

/// <summary>
/// Specifies how a clip is converted to network input. Stored with caches and models; equal options produce equal features.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// FeatureOptions options = FeatureOptions.LogMels with { SegmentSeconds = 5, HopSeconds = 2.5, Tail = TailPolicy.Align };
/// Console.WriteLine($"{options.FrameCount} frames of {options.CoefficientCount} values");
/// </code>
/// </example>
/// <seealso cref="FeaturePipeline"/>
public sealed record FeatureOptions
{
    /// <summary>Gets the default options: segments of 3 s at 22 050 Hz, each with 130 frames of 13 coefficients.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>Gets the options for summaries: segments of up to 30 s at 22 050 Hz, each one row of 52 means and variances.</summary>
    public static FeatureOptions Summaries { get; } = new() { Kind = FeatureKind.Summary, SegmentSeconds = 30 };

    /// <summary>
    /// Gets the options for log-mel features: segments of 3 s at 22 050 Hz, each with 130 frames of 64 mel bands in decibels.
    /// </summary>
    public static FeatureOptions LogMels { get; } = new() { Kind = FeatureKind.LogMel, LogMel = MelSpectrogramOptions.LogMel with { MelCount = 64 } };

    /// <summary>
    /// Gets the options for EfficientAT's networks: segments of 10 s at 32 000 Hz, as in AudioSet, each with 1000 frames of 128 mel bands.
    /// </summary>
    public static FeatureOptions EfficientAtMels { get; } = new()
    {
        Kind = FeatureKind.EfficientAtMel,
        LogMel = MelSpectrogramOptions.EfficientAt,
        SegmentSeconds = 10,
    };

    /// <summary>
    /// Gets the options for musicnn's networks: segments of 2.976 s at 16 000 Hz, each with the 187 frames of 96 mel bands that they
    /// expect.
    /// </summary>
    /// <remarks>
    /// musicnn's own patches start every 61 frames: use a <see cref="SegmentWindow"/> with a hop of 15 616 samples (0.976 s).
    /// </remarks>
    public static FeatureOptions MusicnnMels { get; } = new()
    {
        Kind = FeatureKind.MusicnnMel,
        LogMel = MelSpectrogramOptions.Musicnn,
        SegmentSeconds = 2.976,
    };

    private readonly ValueList<FeatureOptions>? _views;

    /// <summary>Gets the kind of features. Default MFCCs, which also applies to old files that do not specify a kind.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Mfcc;

    /// <summary>Gets the settings of the MFCCs. Kinds that do not use them keep the default.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>
    /// Gets the mel band settings for <see cref="FeatureKind.LogMel"/>, <see cref="FeatureKind.EfficientAtMel"/> and
    /// <see cref="FeatureKind.MusicnnMel"/>; null, the default, for other kinds.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MelSpectrogramOptions? LogMel { get; init; }

    /// <summary>
    /// Gets the features that <see cref="FeatureKind.Joined"/> concatenates, in order; null for other kinds. Each view has its own sample
    /// rate and uses the first <see cref="SegmentSeconds"/> of the segment (the view's own value); hop and tail policy are those of the
    /// joined
    /// features. Lists with equal items are equal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FeatureOptions>? Views
    {
        get => _views;
        init => _views = value is null ? null : new ValueList<FeatureOptions>(value);
    }

    /// <summary>Gets the encoder that computes <see cref="FeatureKind.Embedding"/>; null for other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeatureEncoder? Encoder { get; init; }

    /// <summary>
    /// Gets the features that the encoder takes as input; null for other kinds. Also null for embeddings that another program computed:
    /// these cannot be computed from audio, and their lengths and sample rates have no meaning.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeatureOptions? Source { get; init; }

    /// <summary>Gets the segment length in seconds, above zero. Default 3.</summary>
    public double SegmentSeconds { get; init; } = 3;

    /// <summary>
    /// Gets the time between the starts of consecutive segments in seconds: above zero, at most <see cref="SegmentSeconds"/>. Segments
    /// overlap if it is shorter than a segment. Null, the default, means the segment length.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HopSeconds { get; init; }

    /// <summary>Gets the policy for the samples after the last complete segment. Default: drop them.</summary>
    public TailPolicy Tail { get; init; } = TailPolicy.Drop;

    /// <summary>
    /// Gets a value indicating whether an incomplete segment is filled by repeating its audio from the start of the segment, instead of
    /// with silence. Default false. Classifiers of embeddings need this: otherwise they can recognize short training clips by the silence
    /// at the end, and with them the genres that have more short clips.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FillsByRepeating { get; init; }

    /// <summary>Gets the sample rate that audio is converted to, in Hz; for joined features, the highest of the views.</summary>
    [JsonIgnore]
    public int SampleRate => Kind is FeatureKind.Joined or FeatureKind.Embedding
        ? HighestRate(Parts)
        : Frames?.SampleRate ?? SummaryOptions.Gtzan.SampleRate;

    /// <summary>Gets the segment length in samples, rounded to the nearest integer.</summary>
    [JsonIgnore]
    public int SegmentLength => (int)Math.Round(SegmentSeconds * SampleRate);

    /// <summary>Gets the number of samples between the starts of consecutive segments, rounded to the nearest integer.</summary>
    [JsonIgnore]
    public int HopLength => (int)Math.Round((HopSeconds ?? SegmentSeconds) * SampleRate);

    /// <summary>
    /// Gets the minimum duration in seconds of audio that training turns into a segment. Frame features need a complete segment. Summaries
    /// need one second (or one segment, if that is shorter), because means and variances can be computed from incomplete segments. Joined
    /// features need as much as the most demanding view. Embeddings also need one second: shorter segments are filled up, as in
    /// classification.
    /// </summary>
    [JsonIgnore]
    public double ShortestSeconds => Kind switch
    {
        FeatureKind.Summary or FeatureKind.Embedding => Math.Min(1, SegmentSeconds),
        FeatureKind.Joined => Parts.Select(p => p.ShortestSeconds).DefaultIfEmpty(SegmentSeconds).Max(),
        _ => SegmentSeconds,
    };

    /// <summary>Gets the number of frames per segment, 1 for features that are a single row: the middle axis of the arrays.</summary>
    [JsonIgnore]
    public int FrameCount => Frames?.FrameCount(SegmentLength) ?? 1;

    /// <summary>
    /// Gets the number of coefficients (or bands) per frame, 52 for a summary, all values for joined features or an embedding: the last
    /// axis of the arrays.
    /// </summary>
    [JsonIgnore]
    public int CoefficientCount => Kind switch
    {
        FeatureKind.Joined => checked(Parts.Sum(p => p.ValuesPerSegment)),
        FeatureKind.Embedding => Encoder!.Size,
        _ => Frames?.ValueCount ?? SummaryExtractor.ColumnNames.Count,
    };

    /// <summary>Gets the number of values per segment.</summary>
    [JsonIgnore]
    public int ValuesPerSegment => FrameCount * CoefficientCount;

    /// <summary>Gets a value indicating whether a segment is a single row of values without an order in time or frequency.</summary>
    [JsonIgnore]
    public bool IsRow => Frames is null;

    /// <summary>Gets the settings of the features computed per frame; null for features that are a single row.</summary>
    internal FrameOptions? Frames => Kind switch
    {
        FeatureKind.Summary or FeatureKind.Joined or FeatureKind.Embedding => null,
        FeatureKind.Mfcc => Mfcc,
        _ => LogMel,
    };

    /// <summary>
    /// Gets the features that are computed from audio: this instance, its views, or the encoder's input. Empty if they cannot be computed
    /// from audio.
    /// </summary>
    internal IReadOnlyList<FeatureOptions> Parts => Kind switch
    {
        FeatureKind.Joined => _views ?? new ValueList<FeatureOptions>([]),
        FeatureKind.Embedding => Source?.Parts ?? [],
        _ => [this],
    };

    // Not LINQ: .NET compiles each of its methods for numbers when a program uses it for the first time.
    private static int HighestRate(IReadOnlyList<FeatureOptions> parts)
    {
        int highest = parts.Count == 0 ? SummaryOptions.Gtzan.SampleRate : 0;
        foreach (FeatureOptions part in parts)
        {
            highest = Math.Max(highest, part.SampleRate);
        }

        return highest;
    }

    /// <summary>Joins features of several kinds into one row.</summary>
    /// <param name="segmentSeconds">Segment length in seconds; at least that of each view.</param>
    /// <param name="views">Features to join, each computed from the start of the segment: frame features or summaries.</param>
    /// <exception cref="ArgumentException">The features do not fit together.</exception>
    public static FeatureOptions Join(double segmentSeconds, params IReadOnlyList<FeatureOptions> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var joined = new FeatureOptions { Kind = FeatureKind.Joined, SegmentSeconds = segmentSeconds, Views = views };
        joined.Validate();
        return joined;
    }

    /// <summary>Describes the embeddings that an encoder computes from other features.</summary>
    /// <param name="source">Features that the encoder takes as input; they also determine the segments, hop and tail policy.</param>
    /// <param name="encoder">Identifies the encoder.</param>
    /// <exception cref="ArgumentException">The features and the encoder do not fit together.</exception>
    public static FeatureOptions Encoded(FeatureOptions source, FeatureEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(encoder);
        var encoded = new FeatureOptions
        {
            Kind = FeatureKind.Embedding,
            Encoder = encoder,
            Source = source with { HopSeconds = null, Tail = TailPolicy.Drop, FillsByRepeating = false },
            SegmentSeconds = source.SegmentSeconds,
            HopSeconds = source.HopSeconds,
            Tail = source.Tail,
            FillsByRepeating = source.FillsByRepeating,
        };
        encoded.Validate();
        return encoded;
    }

    /// <summary>Describes embeddings that another program computed. They cannot be computed from audio.</summary>
    /// <param name="name">Name of the embeddings.</param>
    /// <param name="size">Number of values in an embedding, 1 or more.</param>
    /// <exception cref="ArgumentException">The name is empty or the size is below 1.</exception>
    public static FeatureOptions External(string name, int size)
    {
        var external = new FeatureOptions { Kind = FeatureKind.Embedding, Encoder = new FeatureEncoder { Name = name, Size = size } };
        external.Validate();
        return external;
    }

    /// <summary>Gets the offset of a view's values in the row of joined features.</summary>
    /// <param name="view">Zero-based view index; pass the number of views to get the length of the row.</param>
    public int OffsetOf(int view) => checked(Parts.Take(view).Sum(p => p.ValuesPerSegment));

    /// <summary>
    /// Gets the start time of a segment in its clip, as if the clip had no end: the alignment of the last segment is ignored.
    /// </summary>
    /// <param name="segment">Zero-based segment index.</param>
    public TimeSpan SegmentStart(int segment) => SegmentStart(segment, TimeSpan.MaxValue);

    /// <summary>Gets the start time of a segment in its clip.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    /// <param name="duration">Duration of the clip.</param>
    public TimeSpan SegmentStart(int segment, TimeSpan duration) => SegmentWindow.Of(this).TimesOf(segment, this, duration).Start;

    /// <summary>Gets the end time of a segment in its clip, limited to the end of the clip.</summary>
    /// <param name="segment">Zero-based segment index.</param>
    /// <param name="duration">Duration of the clip.</param>
    public TimeSpan SegmentEnd(int segment, TimeSpan duration) => SegmentWindow.Of(this).TimesOf(segment, this, duration).End;

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">The settings are out of range or inconsistent; the message states which and why.</exception>
    public void Validate() => FeatureCheck.Run(this);
}

/// <summary>Specifies the features that a network receives for each segment.</summary>
public enum FeatureKind
{
    /// <summary>MFCCs per frame.</summary>
    Mfcc,

    /// <summary>
    /// One row: the 52 means and variances of <see cref="SummaryExtractor"/>, as in the feature tables distributed with GTZAN.
    /// </summary>
    Summary,

    /// <summary>
    /// Mel bands in decibels per frame. MFCCs are computed from these; the bands keep more detail but need a larger network.
    /// </summary>
    LogMel,

    /// <summary>
    /// The input of EfficientAT's pretrained networks (mn04, mn10, ...): 128 Kaldi mel bands at 32 000 Hz, 100 frames per second.
    /// </summary>
    EfficientAtMel,

    /// <summary>The input of musicnn's pretrained networks: 96 mel bands at 16 000 Hz, 62.5 frames per second.</summary>
    MusicnnMel,

    /// <summary>
    /// One row: features of several kinds (<see cref="FeatureOptions.Views"/>), computed from the same segment and concatenated.
    /// </summary>
    Joined,

    /// <summary>One row: the embedding that an encoder, such as a pretrained network, computes from a segment.</summary>
    Embedding,
}

/// <summary>Specifies how to handle the samples after the last complete segment of a clip.</summary>
public enum TailPolicy
{
    /// <summary>Drop them: 17 s make five segments of 3 s.</summary>
    Drop,

    /// <summary>
    /// Add one segment, filled with silence: 17 s make six segments of 3 s. Summaries are not filled: a remainder of one second or more is
    /// summarized as it is, a shorter one is dropped.
    /// </summary>
    Pad,

    /// <summary>
    /// Add one segment that ends with the clip and overlaps the previous one: 17 s make six segments of 3 s, the last from 14 to 17 s. No
    /// audio is lost and no silence is added. A clip shorter than a segment is handled according to <see cref="ShortClip"/>.
    /// </summary>
    Align,
}
