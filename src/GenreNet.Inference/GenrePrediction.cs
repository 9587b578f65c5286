namespace GenreNet.Inference;

/// <summary>The answer for one clip.</summary>
public sealed record GenrePrediction
{
    /// <summary>What <see cref="Genre"/> is where no genre can be named.</summary>
    public const string UnknownGenre = "unknown";

    /// <summary>The likeliest genre of the whole clip, or <see cref="UnknownGenre"/>.</summary>
    public string Genre => IsUnknown ? UnknownGenre : Ranking[0].Genre;

    /// <summary>The probability of the likeliest genre, 0 to 1: the mean over the segments of the clip.</summary>
    public double Confidence => Ranking[0].Probability;

    /// <summary>
    /// Whether no genre can be named: the clip is silent, or the likeliest one is less probable than <see cref="ClassificationOptions.UnknownBelow"/>.
    /// </summary>
    public bool IsUnknown { get; init; }

    /// <summary>The genres, likeliest first; the probabilities of all of them add up to one. At least one.</summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>The segments in order of time; empty without <see cref="ClassificationOptions.Timeline"/>.</summary>
    public required IReadOnlyList<TimelineSegment> Timeline { get; init; }

    /// <summary>Length of the clip.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What was odd about the audio, a sentence each, such as a file that ends before its header says.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// The clip as the network sees it before it decides, for searching similar ones: <see cref="GenreClassifier.EmbeddingSize"/> numbers, the mean over the
    /// segments. The cosine of two of them tells how alike clips are. Empty without <see cref="ClassificationOptions.Embedding"/>.
    /// </summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>
    /// The clip's mean MFCCs, loudness first, to watch what a service hears: hold them against <see cref="Models.MfccReference.Of"/> the model. Empty without
    /// <see cref="ClassificationOptions.MfccMeans"/>.
    /// </summary>
    public IReadOnlyList<float> MfccMeans { get; init; } = [];
}
