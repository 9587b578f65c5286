namespace GenreNet.Core.Datasets;

/// <summary>Represents a published fault of a well-known dataset.</summary>
/// <param name="Tracks">Ids of the affected tracks.</param>
/// <param name="Text">Description of the fault.</param>
/// <param name="Source">The publication.</param>
public sealed record PublishedFault(IReadOnlyList<string> Tracks, string Text, string Source);
