namespace GenreNet.Inference;

/// <summary>The answer for one clip.</summary>
public sealed record GenrePrediction
{
    /// <summary>What <see cref="Genre"/> is where no genre can be named.</summary>
    public const string UnknownGenre = "unknown";

    /// <summary>The likeliest genre of the whole clip, or <see cref="UnknownGenre"/>.</summary>
    public string Genre => IsUnknown || Ranking.Count == 0 ? UnknownGenre : Ranking[0].Genre;

    /// <summary>
    /// The probability of the likeliest genre, 0 to 1: the mean over the segments of the clip that are not silent, softened where they are unlike the music
    /// that the model was trained on (<see cref="Novelty"/>). Models whose card says so combine segments in another way
    /// (<see cref="SegmentPooling"/>). 0 where the clip is silent.
    /// </summary>
    public double Confidence => Ranking.Count == 0 ? 0 : Ranking[0].Probability;

    /// <summary>
    /// Whether no genre can be named: the clip is silent, the likeliest genre is less probable than <see cref="ClassificationOptions.UnknownBelow"/>, or the
    /// clip is out of distribution and <see cref="ClassificationOptions.UnknownIfOutOfDistribution"/> is set.
    /// </summary>
    public bool IsUnknown { get; init; }

    /// <summary>
    /// Whether the clip is silent: all of it is below -80 dBFS (root mean square of blocks of 93 ms without a DC offset), apart from at most 0.2 s per segment.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether the clip is shorter than <see cref="ClassificationOptions.ReliableDuration"/>, so that the answer is often wrong.</summary>
    public bool IsShort { get; init; }

    /// <summary>
    /// Whether no genre may apply: the clip contains no music (<see cref="IsMusic"/>), is unlike all music that the model was trained on
    /// (<see cref="Novelty"/>), such as a test tone or noise, or has samples far beyond full scale.
    /// </summary>
    public bool IsOutOfDistribution { get; init; }

    /// <summary>
    /// How unlike the training music the clip is, 0 or more: 1 is the limit for clips of 10 s and longer, and shorter clips have a higher one. Null where it is
    /// not available: the clip is silent, or the model's card lacks the statistics (frame models trained before cards had an
    /// <see cref="MfccReference"/>, models of embeddings, and networks that do not standardise their input).
    /// </summary>
    public double? Novelty { get; init; }

    /// <summary>
    /// Whether several genres can apply: each probability of <see cref="Ranking"/> is independent of the others, and they do not add up to
    /// one.
    /// </summary>
    public bool IsMultiLabel { get; init; }

    /// <summary>
    /// Whether the clip contains music, alone or with other sounds. Null where it is not known: the clip is silent, or the model has no
    /// output for it (<see cref="ModelCard.Content"/>).
    /// </summary>
    public bool? IsMusic { get; init; }

    /// <summary>What the clip sounds like, music or not, likeliest first. Empty where <see cref="IsMusic"/> is null.</summary>
    public IReadOnlyList<ContentProbability> Content { get; init; } = [];

    /// <summary>
    /// The genres, likeliest first. The probabilities of all of them add up to one, except where <see cref="IsMultiLabel"/>. Empty where
    /// the clip is silent.
    /// </summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>The segments in order of time; empty without <see cref="ClassificationOptions.Timeline"/>.</summary>
    public required IReadOnlyList<TimelineSegment> Timeline { get; init; }

    /// <summary>Length of the clip.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// What is odd about the audio, a sentence each: a file that ends before its header says, silence, a short clip, a clip without music
    /// or unlike the training music.
    /// </summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// The clip as the network sees it before it decides, for searching similar ones: <see cref="GenreClassifier.EmbeddingSize"/> numbers, the mean over the
    /// segments. The cosine of two of them tells how alike clips are. Empty without <see cref="ClassificationOptions.Embedding"/>, and where the clip is silent.
    /// </summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>
    /// The clip's mean MFCCs, loudness first, to watch what a service hears: hold them against <see cref="MfccReference.Of"/> the model. Empty without
    /// <see cref="ClassificationOptions.MfccMeans"/>, where the clip is silent, and where the model's features hold no MFCCs or mel bands.
    /// </summary>
    public IReadOnlyList<float> MfccMeans { get; init; } = [];
}
