namespace GenreNet.Core.Datasets;

/// <summary>Represents the content of a dataset.</summary>
/// <param name="Tracks">
/// The tracks, in any order; ids and paths are unique, and every genre has a key (<see cref="GenreName.Key"/>).
/// </param>
/// <param name="Warnings">Warnings about the dataset, one sentence each.</param>
internal sealed record DatasetListing(IReadOnlyList<ListedTrack> Tracks, IReadOnlyList<string> Warnings);
