namespace GenreNet.Core.Datasets;

/// <summary>What a dataset holds.</summary>
/// <param name="Tracks">Its tracks, in any order; ids and paths are unique, and every genre has a key (<see cref="GenreName.Key"/>).</param>
/// <param name="Warnings">What was odd, one sentence each.</param>
internal sealed record DatasetListing(IReadOnlyList<ListedTrack> Tracks, IReadOnlyList<string> Warnings);
