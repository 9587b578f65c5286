using System.Text.Json.Serialization;

namespace GenreNet.Inference;

/// <summary>A genre and how likely it is.</summary>
/// <param name="Genre">The genre, as the model card spells it.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record GenreProbability(string Genre, double Probability)
{
    /// <summary>
    /// Whether the probability is calibrated: whether it was compared with labelled music and states how often the genre applies. Otherwise
    /// it is a score that only ranks. <see cref="ModelCard.IsCalibrated"/> decides.
    /// </summary>
    [JsonPropertyName("calibrated")]
    public bool IsCalibrated { get; init; }
}

/// <summary>What a sound is, such as music or speech, and how likely that is.</summary>
/// <param name="Label">One of <see cref="ContentFacts.Labels"/>.</param>
/// <param name="Probability">0 to 1: the mean over the segments that are not silent. Several labels can apply to a clip, so they do not add
/// up to one.</param>
/// <param name="IsMusic">Whether the label means music.</param>
public sealed record ContentProbability(string Label, double Probability, bool IsMusic);
