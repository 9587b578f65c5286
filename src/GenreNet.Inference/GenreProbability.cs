namespace GenreNet.Inference;

/// <summary>A genre and how likely it is.</summary>
/// <param name="Genre">The genre, as the model card spells it.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record GenreProbability(string Genre, double Probability);
