using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api;

/// <summary>Represents the result for one file.</summary>
internal sealed record PredictionResponse
{
    [Description("The likeliest genre of the whole clip; unknown where no genre can be named: the clip is silent, or the service is set to answer so.")]
    public required string Genre { get; init; }

    [Description("The same, under the name that other clients know.")]
    public string PredictedGenre => Genre;

    [Description("The probability of the likeliest genre, 0 to 1; 0 where the clip is silent. Softened where the clip is unlike the training music.")]
    public required double Confidence { get; init; }

    [Description("The genres, likeliest first; empty where the clip is silent. calibrated is true where the probability states how often the genre applies.")]
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    [Description("Whether several genres can apply to a clip: the probabilities are independent and do not add up to one.")]
    public required bool MultiLabel { get; init; }

    [Description("Stretches of the clip in order of time; left out with timeline=false.")]
    public IReadOnlyList<TimelineStretch>? Timeline { get; init; }

    [Description("Length of the clip in seconds.")]
    public required double DurationSeconds { get; init; }

    [Description("Whether the clip is silent: below -80 dBFS.")]
    public required bool Silent { get; init; }

    [Description("Whether the clip is so short (5 s by default) that the answer is often wrong.")]
    public required bool Short { get; init; }

    [Description("Whether no genre may apply: there is no music in the clip, or it is unlike all music that the model was trained on.")]
    public required bool OutOfDistribution { get; init; }

    [Description("How unlike the training music the clip is: 1 is the limit for clips of 10 s and longer. Left out where it is not available.")]
    public double? Novelty { get; init; }

    [Description("Whether there is music in the clip; left out where the model does not tell, and where the clip is silent.")]
    public bool? IsMusic { get; init; }

    [Description("What the clip sounds like, music or not, likeliest first; left out where is_music is.")]
    public IReadOnlyList<ContentProbability>? Content { get; init; }

    [Description("What is odd about the audio, a sentence each: silence, a short clip, a clip without music or unlike the training music, damage.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("The genre that was sent with the file; left out where none was.")]
    public string? ActualGenre { get; init; }

    [Description("Whether the two are the same; left out where no genre was sent, or one that the model does not know.")]
    public bool? Correct { get; init; }

    [Description("Who answered.")]
    public required ModelSummary Model { get; init; }
}
