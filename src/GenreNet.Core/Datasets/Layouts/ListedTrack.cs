namespace GenreNet.Core.Datasets;

/// <summary>Represents a track as listed by its dataset, with the genre in the dataset's own spelling.</summary>
/// <param name="Track">The track.</param>
/// <param name="Hash">Address of its content; empty for a file that cannot be read.</param>
internal sealed record ListedTrack(Track Track, byte[] Hash);
