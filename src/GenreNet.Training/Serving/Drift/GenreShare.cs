namespace GenreNet.Training.Serving.Drift;

/// <summary>How often a genre was answered, and was right.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Predicted">Answers that name it.</param>
/// <param name="Actual">Clips that are it, as far as somebody said.</param>
/// <param name="Right">Of those, answers that were right.</param>
internal sealed record GenreShare(string Genre, int Predicted, int Actual, int Right);
