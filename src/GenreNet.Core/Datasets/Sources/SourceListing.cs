namespace GenreNet.Core.Datasets.Sources;

/// <summary>The files of a source.</summary>
/// <param name="Files">Those that are there, in any order.</param>
/// <param name="Missing">Those that were named but are not there, sorted ordinally.</param>
internal sealed record SourceListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Missing);
