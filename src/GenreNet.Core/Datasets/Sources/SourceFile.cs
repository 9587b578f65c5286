namespace GenreNet.Core.Datasets;

/// <summary>Represents a file of a dataset before its genre is known.</summary>
/// <param name="RelativePath">Path below the source, with forward slashes.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Hash">Address of the content; empty for a file that cannot be read, in which case opening it reports the error.</param>
internal sealed record SourceFile(string RelativePath, long Length, byte[] Hash);
