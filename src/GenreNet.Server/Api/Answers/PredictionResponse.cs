using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api;

/// <summary>Represents the result for one file.</summary>
internal sealed record PredictionResponse
{
    [Description("Most likely genre of the complete clip; unknown if no genre can be determined: the clip is silent, or the confidence is below the configured limit.")]
    public required string Genre { get; init; }

    [Description("Same value as genre, for clients that read this name.")]
    public string PredictedGenre => Genre;

    [Description("Probability of the most likely genre, 0 to 1; 0 if the clip is silent. Lowered if the clip differs from the training music.")]
    public required double Confidence { get; init; }

    [Description("Genres, most likely first; empty if the clip is silent. calibrated is true if the probability states how often the genre applies.")]
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    [Description("Whether several genres can apply to a clip: the probabilities are independent and do not add up to one.")]
    public required bool MultiLabel { get; init; }

    [Description("Segments of the clip in order of time; omitted with timeline=false.")]
    public IReadOnlyList<TimelineStretch>? Timeline { get; init; }

    [Description("Duration of the clip in seconds.")]
    public required double DurationSeconds { get; init; }

    [Description("Whether the clip is silent: below -80 dBFS.")]
    public required bool Silent { get; init; }

    [Description("Whether the clip is so short (less than 5 s by default) that the prediction is often wrong.")]
    public required bool Short { get; init; }

    [Description("Whether none of the genres may apply, because the clip contains no music or differs from all music that the model was trained on.")]
    public required bool OutOfDistribution { get; init; }

    [Description("Distance between the clip and the training music: 1 is the limit for clips of 10 s and longer. Omitted if not available.")]
    public double? Novelty { get; init; }

    [Description("Whether the clip contains music; omitted if the model does not detect music, or if the clip is silent.")]
    public bool? IsMusic { get; init; }

    [Description("Kinds of sound in the clip, music or not, most likely first; omitted if is_music is omitted.")]
    public IReadOnlyList<ContentProbability>? Content { get; init; }

    [Description("Warnings about the audio, one sentence each: silence, a short clip, a clip without music or unlike the training music, damage.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("Genre that was sent with the file; omitted if none was sent.")]
    public string? ActualGenre { get; init; }

    [Description("Whether the predicted genre equals the actual genre; omitted if no genre was sent, or one that the model does not have.")]
    public bool? Correct { get; init; }

    [Description("Model that made the prediction.")]
    public required ModelSummary Model { get; init; }

    /// <summary>Converts a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="timeline">The segments; null to omit them.</param>
    /// <param name="model">The model that made the prediction.</param>
    public static PredictionResponse Of(GenrePrediction prediction, IEnumerable<TimelineSegment>? timeline, ModelSummary model) => new()
    {
        Genre = prediction.Genre,
        Confidence = prediction.Confidence,
        Ranking = prediction.Ranking,
        MultiLabel = prediction.IsMultiLabel,
        Timeline = timeline is null ? null : [.. timeline.Select(TimelineStretch.Of)],
        DurationSeconds = prediction.Duration.TotalSeconds,
        Silent = prediction.IsSilent,
        Short = prediction.IsShort,
        OutOfDistribution = prediction.IsOutOfDistribution,
        Novelty = prediction.Novelty,
        IsMusic = prediction.IsMusic,
        Content = prediction.IsMusic is null ? null : prediction.Content,
        Warnings = prediction.Warnings,
        Model = model,
    };
}
