namespace GenreNet.Core.Datasets;

/// <summary>A list of tracks that others have published.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Sha256">SHA-256 of its content, in hexadecimal.</param>
public sealed record PublishedList(string FileName, string Sha256);
