namespace GenreNet.Training.Evaluation;

/// <summary>A way to split that a dataset does not allow.</summary>
/// <param name="Name">What the way is called.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record OmittedSplit(string Name, string Reason);
