using System.Text.Json.Serialization;

namespace GenreNet.Core.Features;

/// <summary>How a clip becomes the arrays that a network sees. Travels with caches and models; equal options give equal features.</summary>
public sealed record FeatureOptions
{
    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 13 coefficients each.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>Segments of up to 30 s at 22 050 Hz, each one row of 52 means and variances.</summary>
    public static FeatureOptions Summaries { get; } = new() { Kind = FeatureKind.Summary, SegmentSeconds = 30 };

    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 64 mel bands in decibels each.</summary>
    public static FeatureOptions LogMels { get; } = new() { Kind = FeatureKind.LogMel, LogMel = MelSpectrogramOptions.LogMel with { MelCount = 64 } };

    /// <summary>
    /// Segments of 10 s at 32 000 Hz, as in AudioSet: 1000 frames of 128 mel bands each, as EfficientAT's networks expect them.
    /// </summary>
    public static FeatureOptions EfficientAtMels { get; } = new()
    {
        Kind = FeatureKind.EfficientAtMel,
        LogMel = MelSpectrogramOptions.EfficientAt,
        SegmentSeconds = 10,
    };

    /// <summary>Segments of 2.976 s at 16 000 Hz: the 187 frames of 96 mel bands that musicnn's networks take at a time.</summary>
    /// <remarks>
    /// musicnn's own patches start every 61 frames: a <see cref="SegmentWindow"/> with a hop of 15 616 samples (0.976 s).
    /// </remarks>
    public static FeatureOptions MusicnnMels { get; } = new()
    {
        Kind = FeatureKind.MusicnnMel,
        LogMel = MelSpectrogramOptions.Musicnn,
        SegmentSeconds = 2.976,
    };

    private readonly ValueList<FeatureOptions>? _views;

    /// <summary>What the network is given. Default MFCCs, also where files made before there was a choice do not say.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Mfcc;

    /// <summary>The settings of the coefficients; of other kinds, which do without, the default ones.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>
    /// The settings of the mel bands of <see cref="FeatureKind.LogMel"/>, <see cref="FeatureKind.EfficientAtMel"/> and
    /// <see cref="FeatureKind.MusicnnMel"/>; null, the default, for other kinds.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MelSpectrogramOptions? LogMel { get; init; }

    /// <summary>
    /// The features that <see cref="FeatureKind.Joined"/> consists of, in order; null for other kinds. Each has a rate of its own and takes the first
    /// <see cref="SegmentSeconds"/> of the segment; their hop and tail are those of the whole. Lists with equal features are equal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FeatureOptions>? Views
    {
        get => _views;
        init => _views = value is null ? null : new ValueList<FeatureOptions>(value);
    }

    /// <summary>What computes <see cref="FeatureKind.Embedding"/>; null for other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeatureEncoder? Encoder { get; init; }

    /// <summary>
    /// The features that the encoder takes; null for other kinds, and for embeddings that another program computed: audio cannot be turned into them, and
    /// lengths and rates have no meaning.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeatureOptions? Source { get; init; }

    /// <summary>Length of a segment in seconds, above zero. Default 3.</summary>
    public double SegmentSeconds { get; init; } = 3;

    /// <summary>
    /// From the start of a segment to that of the next in seconds: above zero, at most <see cref="SegmentSeconds"/>; shorter, and segments overlap. Null, the
    /// default: the length of a segment.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HopSeconds { get; init; }

    /// <summary>What becomes of the samples after the last whole segment. Default: dropped.</summary>
    public TailPolicy Tail { get; init; } = TailPolicy.Drop;

    /// <summary>
    /// Whether a segment that a clip does not fill is filled by repeating its audio from the start of the segment, instead of with silence. Default false.
    /// Classifiers of embeddings need it: silence at the end of short training clips tells them from long ones, and so the genres that have more of them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FillsByRepeating { get; init; }

    /// <summary>Rate that audio is converted to, in Hz; of joined features the highest.</summary>
    [JsonIgnore]
    public int SampleRate => Kind is FeatureKind.Joined or FeatureKind.Embedding
        ? Parts.Select(p => p.SampleRate).DefaultIfEmpty(SummaryOptions.Gtzan.SampleRate).Max()
        : Frames?.SampleRate ?? SummaryOptions.Gtzan.SampleRate;

    /// <summary>Length of a segment in samples, rounded to the nearest.</summary>
    [JsonIgnore]
    public int SegmentLength => (int)Math.Round(SegmentSeconds * SampleRate);

    /// <summary>From the start of a segment to that of the next in samples, rounded to the nearest.</summary>
    [JsonIgnore]
    public int HopLength => (int)Math.Round((HopSeconds ?? SegmentSeconds) * SampleRate);

    /// <summary>
    /// The least audio in seconds that training makes a segment of: a whole segment of frames, but one second (or a shorter segment) of a
    /// summary, because means and variances of a clip that ends early are those of what is there. Of joined features as much as each of them needs.
    /// One second of an embedding, too: shorter clips are filled up, as they are when they are classified.
    /// </summary>
    [JsonIgnore]
    public double ShortestSeconds => Kind switch
    {
        FeatureKind.Summary or FeatureKind.Embedding => Math.Min(1, SegmentSeconds),
        FeatureKind.Joined => Parts.Select(p => p.ShortestSeconds).DefaultIfEmpty(SegmentSeconds).Max(),
        _ => SegmentSeconds,
    };

    /// <summary>Frames of a segment, 1 of features that are a row: the middle axis of the arrays.</summary>
    [JsonIgnore]
    public int FrameCount => Frames?.FrameCount(SegmentLength) ?? 1;

    /// <summary>Coefficients (or bands) of a frame, 52 of a summary, all numbers of joined features or an embedding: the last axis of the arrays.</summary>
    [JsonIgnore]
    public int CoefficientCount => Kind switch
    {
        FeatureKind.Joined => checked(Parts.Sum(p => p.ValuesPerSegment)),
        FeatureKind.Embedding => Encoder!.Size,
        _ => Frames?.ValueCount ?? SummaryExtractor.ColumnNames.Count,
    };

    /// <summary>Numbers of a segment.</summary>
    [JsonIgnore]
    public int ValuesPerSegment => FrameCount * CoefficientCount;

    /// <summary>Whether a segment is one row of numbers that has no order in time or frequency.</summary>
    [JsonIgnore]
    public bool IsRow => Frames is null;

    /// <summary>What is computed frame by frame; null of features that are a row.</summary>
    internal FrameOptions? Frames => Kind switch
    {
        FeatureKind.Summary or FeatureKind.Joined or FeatureKind.Embedding => null,
        FeatureKind.Mfcc => Mfcc,
        _ => LogMel,
    };

    /// <summary>The features that are computed from audio: these, or those that are joined or encoded; none where there is no audio.</summary>
    internal IReadOnlyList<FeatureOptions> Parts => Kind switch
    {
        FeatureKind.Joined => _views ?? new ValueList<FeatureOptions>([]),
        FeatureKind.Embedding => Source?.Parts ?? [],
        _ => [this],
    };

    /// <summary>Joins features of several kinds into one row.</summary>
    /// <param name="segmentSeconds">Length of a segment in seconds; at least that of each view.</param>
    /// <param name="views">The features, which take the first part of each segment: features of frames, or summaries.</param>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
    public static FeatureOptions Join(double segmentSeconds, params IReadOnlyList<FeatureOptions> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var joined = new FeatureOptions { Kind = FeatureKind.Joined, SegmentSeconds = segmentSeconds, Views = views };
        joined.Validate();
        return joined;
    }

    /// <summary>Describes the embeddings that an encoder computes from other features.</summary>
    /// <param name="source">The features that the encoder takes; segments, hop and tail are theirs.</param>
    /// <param name="encoder">The encoder.</param>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
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

    /// <summary>Describes embeddings that another program computed: audio cannot be turned into them.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="size">Numbers of an embedding, 1 or more.</param>
    /// <exception cref="ArgumentException">The name is empty or the size below 1.</exception>
    public static FeatureOptions External(string name, int size)
    {
        var external = new FeatureOptions { Kind = FeatureKind.Embedding, Encoder = new FeatureEncoder { Name = name, Size = size } };
        external.Validate();
        return external;
    }

    /// <summary>Gets where the numbers of a view begin in the row of joined features.</summary>
    /// <param name="view">View, from 0; the number of views for the end of the row.</param>
    public int OffsetOf(int view) => checked(Parts.Take(view).Sum(p => p.ValuesPerSegment));

    /// <summary>Where a segment begins in its clip; the last one as if the tail were not aligned.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public TimeSpan SegmentStart(int segment) => SegmentStart(segment, TimeSpan.MaxValue);

    /// <summary>Where a segment begins in its clip.</summary>
    /// <param name="segment">Segment, from 0.</param>
    /// <param name="duration">Length of the clip.</param>
    public TimeSpan SegmentStart(int segment, TimeSpan duration) => SegmentWindow.Of(this).TimesOf(segment, this, duration).Start;

    /// <summary>Where a segment ends in its clip: before its full length where the clip ends earlier.</summary>
    /// <param name="segment">Segment, from 0.</param>
    /// <param name="duration">Length of the clip.</param>
    public TimeSpan SegmentEnd(int segment, TimeSpan duration) => SegmentWindow.Of(this).TimesOf(segment, this, duration).End;

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public void Validate() => FeatureCheck.Run(this);
}
