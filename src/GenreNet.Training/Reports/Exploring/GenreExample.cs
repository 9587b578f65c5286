namespace GenreNet.Training.Reports;

/// <summary>Represents an example track of a genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Track">Id of the track.</param>
/// <param name="Pictures">Pictures of the track.</param>
/// <param name="Clip">A clip of the track as a WAV file, or null.</param>
internal sealed record GenreExample(string Genre, string Track, IReadOnlyList<Picture> Pictures, byte[]? Clip = null);
