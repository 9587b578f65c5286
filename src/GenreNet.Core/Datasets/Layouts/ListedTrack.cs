namespace GenreNet.Core.Datasets;

/// <summary>A track as its dataset lists it, with the genre in the dataset's own spelling.</summary>
/// <param name="Track">The track.</param>
/// <param name="Hash">Address of its content; empty for a file that may not be read.</param>
internal sealed record ListedTrack(Track Track, byte[] Hash);
