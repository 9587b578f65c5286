using System.Text.Json.Serialization;

namespace GenreNet.Inference;

/// <summary>Represents the classification result of one clip.</summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using var classifier = GenreClassifier.LoadDefault();
/// GenrePrediction prediction = classifier.Classify("song.wav");
/// foreach (TimelineSegment segment in prediction.Timeline)
/// {
///     Console.WriteLine($"{segment.Start:mm\\:ss} {segment.Genre} ({segment.Probability:P0})");
/// }
/// </code>
/// </example>
/// <seealso cref="GenreClassifier"/>
/// <seealso cref="ClassificationOptions"/>
public sealed record GenrePrediction
{
    /// <summary>The value of <see cref="Genre"/> if no genre can be named.</summary>
    public const string UnknownGenre = "unknown";

    /// <summary>Gets the most likely genre of the clip, or <see cref="UnknownGenre"/>.</summary>
    public string Genre => IsUnknown || Ranking.Count == 0 ? UnknownGenre : Ranking[0].Genre;

    /// <summary>
    /// Gets the probability of the most likely genre, 0 to 1: the mean over the non-silent segments of the clip, softened for segments that
    /// are unlike the music that the model was trained on (<see cref="Novelty"/>). Models can specify another way to combine segments on
    /// their card (<see cref="SegmentPooling"/>). 0 if the clip is silent.
    /// </summary>
    public double Confidence => Ranking.Count == 0 ? 0 : Ranking[0].Probability;

    /// <summary>
    /// Gets whether no genre can be named: the clip is silent, the most likely genre is less probable than
    /// <see cref="ClassificationOptions.UnknownBelow"/>, or the clip is out of distribution and
    /// <see cref="ClassificationOptions.UnknownIfOutOfDistribution"/> is set.
    /// </summary>
    public bool IsUnknown { get; init; }

    /// <summary>
    /// Gets whether the clip is silent: its level is below -80 dBFS throughout (root mean square of 93 ms blocks after removal of the DC
    /// offset), except for at most 0.2 s per segment.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>
    /// Gets whether the clip is shorter than <see cref="ClassificationOptions.ReliableDuration"/>, so that the result is often wrong.
    /// </summary>
    public bool IsShort { get; init; }

    /// <summary>
    /// Gets whether the genres may not apply: the clip contains no music (<see cref="IsMusic"/>), is unlike all music that the model was
    /// trained on (<see cref="Novelty"/>), such as a test tone or noise, or has samples far beyond full scale.
    /// </summary>
    public bool IsOutOfDistribution { get; init; }

    /// <summary>
    /// Gets a measure of how unlike the training music the clip is, 0 or more. The limit is 1 for clips of 10 s and longer, and higher for
    /// shorter clips. Null if it is not available: the clip is silent, or the model's card lacks the statistics (frame models trained
    /// before cards had an <see cref="MfccReference"/>, models of embeddings, and networks that do not standardise their input).
    /// </summary>
    public double? Novelty { get; init; }

    /// <summary>
    /// Gets whether several genres can apply: each probability of <see cref="Ranking"/> is independent of the others, and they do not add
    /// up to one.
    /// </summary>
    public bool IsMultiLabel { get; init; }

    /// <summary>
    /// Gets whether the clip contains music, alone or with other sounds. Null if this is not known: the clip is silent, or the model has no
    /// output for it (<see cref="ModelCard.Content"/>).
    /// </summary>
    public bool? IsMusic { get; init; }

    /// <summary>
    /// Gets the kinds of sound in the clip, such as music or speech, most likely first. Empty if <see cref="IsMusic"/> is null.
    /// </summary>
    public IReadOnlyList<ContentProbability> Content { get; init; } = [];

    /// <summary>
    /// Gets the genres, most likely first. The probabilities of all genres add up to one, unless <see cref="IsMultiLabel"/> is true. Empty
    /// if the clip is silent.
    /// </summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>Gets the segments in chronological order; empty without <see cref="ClassificationOptions.IncludeTimeline"/>.</summary>
    public required IReadOnlyList<TimelineSegment> Timeline { get; init; }

    /// <summary>Gets the length of the clip.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// Gets the problems found in the audio, one sentence each: a file shorter than its header declares, silence, a short clip, a clip
    /// without music or unlike the training music.
    /// </summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// Gets the embedding of the clip for similarity search: the input of the network's last layer, averaged over the segments,
    /// <see cref="GenreClassifier.EmbeddingSize"/> values. Compare two embeddings by their cosine similarity. Empty without
    /// <see cref="ClassificationOptions.IncludeEmbedding"/>, and if the clip is silent.
    /// </summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>
    /// Gets the clip's mean MFCCs, loudness first, for monitoring the audio that a service receives: compare them with
    /// <see cref="MfccReference.Of"/> the model. Empty without <see cref="ClassificationOptions.IncludeMfccMeans"/>, if the clip is silent, and if
    /// the model's features contain no MFCCs or mel bands.
    /// </summary>
    public ReadOnlyMemory<float> MfccMeans { get; init; }
}

/// <summary>Represents a genre and its probability.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Genre">The genre, as spelled on the model card.</param>
/// <param name="Probability">The probability, 0 to 1.</param>
/// <seealso cref="GenrePrediction"/>
public sealed record GenreProbability(string Genre, double Probability)
{
    /// <summary>
    /// Gets whether the probability is calibrated: it was verified against labelled music and states how often the genre applies. Otherwise
    /// it is a score that is useful for ranking only. The value comes from <see cref="ModelCard.IsCalibrated"/>.
    /// </summary>
    [JsonPropertyName("calibrated")]
    public bool IsCalibrated { get; init; }
}

/// <summary>Represents a kind of sound, such as music or speech, and its probability.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Label">One of <see cref="ContentFacts.Labels"/>.</param>
/// <param name="Probability">The mean over the non-silent segments, 0 to 1. Several labels can apply to a clip, so the probabilities do not
/// add up to one.</param>
/// <param name="IsMusic">Whether the label means music.</param>
/// <seealso cref="GenrePrediction"/>
public sealed record ContentProbability(string Label, double Probability, bool IsMusic);

/// <summary>Represents the classification result of one segment of a clip.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Start">Start of the segment.</param>
/// <param name="End">End of the segment; never after the end of the clip.</param>
/// <param name="Genre">The most likely genre of this segment alone; <see cref="GenrePrediction.UnknownGenre"/> if it is silent.</param>
/// <param name="Probability">The probability of that genre, 0 to 1; 0 if the segment is silent.</param>
/// <param name="Probabilities">The probabilities of all genres, in the order of <see cref="GenreClassifier.Genres"/>; all 0 if the segment
/// is silent.</param>
/// <seealso cref="GenrePrediction"/>
public sealed record TimelineSegment(TimeSpan Start, TimeSpan End, string Genre, double Probability, ReadOnlyMemory<float> Probabilities)
{
    /// <summary>Gets whether the segment is silent and therefore excluded from <see cref="GenrePrediction.Ranking"/>.</summary>
    public bool IsSilent { get; init; }
}
