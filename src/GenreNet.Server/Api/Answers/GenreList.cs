namespace GenreNet.Server.Api;

/// <summary>Represents the genres of the model in the order of its probabilities.</summary>
internal sealed record GenreList(IReadOnlyList<string> Genres);
