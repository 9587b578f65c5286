namespace GenreNet.Server.Api;

/// <summary>The genres that the model knows, in the order of its probabilities.</summary>
internal sealed record GenreList(IReadOnlyList<string> Genres);
