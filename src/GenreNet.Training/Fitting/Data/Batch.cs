using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>What a step is fitted to.</summary>
/// <param name="Features"><c>[segments, frames, coefficients]</c>.</param>
/// <param name="Labels">The genre of each segment.</param>
/// <param name="MixedLabels">With mixup, the genre of the other segment that was mixed into each; null without.</param>
/// <param name="Share">The part of a mixed segment that belongs to <paramref name="Labels"/>, 0 to 1.</param>
internal sealed record Batch(Tensor Features, Tensor Labels, Tensor? MixedLabels = null, double Share = 1)
{
    /// <summary>What takes the place of the labels in the loss, mixed already; null where they are all that is fitted to.</summary>
    public BatchTargets? Targets { get; init; }
}
