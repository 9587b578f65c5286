namespace GenreNet.Core.Datasets;

/// <summary>A fault of a well-known dataset that others have found and published.</summary>
/// <param name="Tracks">Ids of the tracks.</param>
/// <param name="Text">What is wrong with them.</param>
/// <param name="Source">Who says so.</param>
public sealed record PublishedFault(IReadOnlyList<string> Tracks, string Text, string Source);
