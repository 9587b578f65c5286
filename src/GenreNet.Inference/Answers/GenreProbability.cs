using System.Text.Json.Serialization;

namespace GenreNet.Inference;

/// <summary>Represents a genre and its probability.</summary>
/// <param name="Genre">The genre, as spelled on the model card.</param>
/// <param name="Probability">The probability, 0 to 1.</param>
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
/// <param name="Label">One of <see cref="ContentFacts.Labels"/>.</param>
/// <param name="Probability">The mean over the non-silent segments, 0 to 1. Several labels can apply to a clip, so the probabilities do not
/// add up to one.</param>
/// <param name="IsMusic">Whether the label means music.</param>
public sealed record ContentProbability(string Label, double Probability, bool IsMusic);
