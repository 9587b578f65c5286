namespace GenreNet.Core.Datasets;

/// <summary>Represents the content of a dataset.</summary>
/// <param name="Tracks">
/// The tracks, in any order; ids and paths are unique, and every genre has a key (<see cref="GenreName.Key"/>).
/// </param>
/// <param name="Warnings">Warnings about the dataset, one sentence each.</param>
internal sealed record DatasetListing(IReadOnlyList<ListedTrack> Tracks, IReadOnlyList<string> Warnings);

/// <summary>Represents a track as listed by its dataset, with the genre in the dataset's own spelling.</summary>
/// <param name="Track">The track.</param>
/// <param name="Hash">Address of its content; empty for a file that cannot be read.</param>
internal sealed record ListedTrack(Track Track, byte[] Hash);
