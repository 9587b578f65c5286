namespace GenreNet.Training.Serving;

/// <summary>How often a genre was answered, and was right.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Predicted">Answers that name it.</param>
/// <param name="Actual">Clips that are it, as far as somebody said.</param>
/// <param name="Right">Of those, answers that were right.</param>
internal sealed record GenreShare(string Genre, int Predicted, int Actual, int Right);

/// <summary>Clips that were sent with a genre that the model does not know: their answers are neither right nor wrong.</summary>
/// <param name="Clips">How many.</param>
/// <param name="Names">How many different genres.</param>
/// <param name="MostFrequent">The most frequent of them.</param>
/// <param name="Other">Clips of all others.</param>
internal sealed record UnknownGenres(int Clips, int Names, IReadOnlyList<GenreCount> MostFrequent, int Other);

/// <summary>How often a genre was sent.</summary>
/// <param name="Genre">The genre, in its most frequent spelling.</param>
/// <param name="Clips">How often.</param>
internal sealed record GenreCount(string Genre, int Clips);
