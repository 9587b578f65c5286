namespace GenreNet.Training.Reports;

/// <summary>A track that stands for its genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Track">Id of the track.</param>
/// <param name="Pictures">What it looks like.</param>
/// <param name="Clip">What it sounds like: a WAV file, or null.</param>
internal sealed record GenreExample(string Genre, string Track, IReadOnlyList<Picture> Pictures, byte[]? Clip = null);
