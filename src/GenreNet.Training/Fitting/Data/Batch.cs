using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Represents a mini-batch for one step.</summary>
/// <param name="Features">Features, <c>[segments, frames, coefficients]</c>.</param>
/// <param name="Labels">The genre index of each segment.</param>
/// <param name="MixedLabels">With mixup, the genre index of the segment mixed into each; null otherwise.</param>
/// <param name="Share">The weight of <paramref name="Labels"/> in a mixed segment, 0 to 1.</param>
internal sealed record Batch(Tensor Features, Tensor Labels, Tensor? MixedLabels = null, double Share = 1)
{
    /// <summary>The targets that replace the labels in the loss, already mixed; null if the labels are the only targets.</summary>
    public BatchTargets? Targets { get; init; }
}

/// <summary>Represents the targets of a batch where they consist of more than labels.</summary>
/// <param name="Labels">Target weight of each genre from the labels, <c>[segments, genres]</c>: smoothed, balanced, mixed, and
/// multiplied by their share of the loss.</param>
/// <param name="Teacher">Target weight of each genre from the teachers' probabilities, <c>[segments, genres]</c>; null without
/// teachers.</param>
/// <param name="Embeddings">The teachers' standardised embeddings, <c>[segments, embedding size]</c>; null without embeddings.</param>
internal sealed record BatchTargets(Tensor Labels, Tensor? Teacher, Tensor? Embeddings);
