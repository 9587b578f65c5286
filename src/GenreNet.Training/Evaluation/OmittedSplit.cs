namespace GenreNet.Training.Evaluation;

/// <summary>Represents a kind of split that a dataset does not allow.</summary>
/// <param name="Name">Name of the kind of split.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record OmittedSplit(string Name, string Reason);
