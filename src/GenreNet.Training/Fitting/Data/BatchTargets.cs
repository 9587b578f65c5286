using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the targets of a batch where they consist of more than labels.</summary>
/// <param name="Labels">Target weight of each genre from the labels, <c>[segments, genres]</c>: smoothed, balanced, mixed, and
/// multiplied by their share of the loss.</param>
/// <param name="Teacher">Target weight of each genre from the teachers' probabilities, <c>[segments, genres]</c>; null without
/// teachers.</param>
/// <param name="Embeddings">The teachers' standardised embeddings, <c>[segments, embedding size]</c>; null without embeddings.</param>
internal sealed record BatchTargets(Tensor Labels, Tensor? Teacher, Tensor? Embeddings);
