namespace GenreNet.Core.Datasets;

/// <summary>Represents a published list of tracks.</summary>
/// <param name="FileName">File name of the list.</param>
/// <param name="Sha256">SHA-256 of the content, in hexadecimal.</param>
public sealed record PublishedList(string FileName, string Sha256);
