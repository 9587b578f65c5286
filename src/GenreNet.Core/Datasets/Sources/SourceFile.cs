namespace GenreNet.Core.Datasets;

/// <summary>A file of a dataset before anything is known about it.</summary>
/// <param name="RelativePath">Path below the source, with forward slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">Address of the content; empty for a file that may not be read, which whoever opens it will be told.</param>
internal sealed record SourceFile(string RelativePath, long Length, byte[] Hash);
