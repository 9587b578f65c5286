namespace GenreNet.Training.Serving;

/// <summary>Represents how often a genre was predicted, and how often the prediction was correct.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Predicted">Number of answers that predict the genre.</param>
/// <param name="Actual">Number of clips sent with this actual genre.</param>
/// <param name="Right">Number of correct answers among them.</param>
internal sealed record GenreShare(string Genre, int Predicted, int Actual, int Right);

/// <summary>Represents clips sent with a genre that the model does not have: their answers are neither correct nor incorrect.</summary>
/// <param name="Clips">Number of clips.</param>
/// <param name="Names">Number of different genres.</param>
/// <param name="MostFrequent">The most frequent of these genres.</param>
/// <param name="Other">Number of clips of all other such genres.</param>
internal sealed record UnknownGenres(int Clips, int Names, IReadOnlyList<GenreCount> MostFrequent, int Other);

/// <summary>Represents how often a genre was sent.</summary>
/// <param name="Genre">The genre, in its most frequent spelling.</param>
/// <param name="Clips">Number of clips.</param>
internal sealed record GenreCount(string Genre, int Clips);
