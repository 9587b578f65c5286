using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>What the segments of a batch are fitted to where that is more than their labels.</summary>
/// <param name="Labels">Weight of each genre by the labels, <c>[segments, genres]</c>: smoothed, balanced, mixed, and multiplied with their share of the loss.</param>
/// <param name="Teacher">Weight of each genre by the teachers' probabilities, <c>[segments, genres]</c>; null without.</param>
/// <param name="Embeddings">The teachers' standardised embeddings, <c>[segments, numbers]</c>; null without.</param>
internal sealed record BatchTargets(Tensor Labels, Tensor? Teacher, Tensor? Embeddings);
