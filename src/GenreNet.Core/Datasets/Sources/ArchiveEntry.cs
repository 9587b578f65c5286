namespace GenreNet.Core.Datasets.Sources;

/// <summary>A plain file in an archive.</summary>
/// <param name="Name">Its path inside the archive, with forward slashes.</param>
/// <param name="Length">Bytes, as the archive says.</param>
/// <param name="Open">Its content, once, before the next entry is asked for; the caller disposes it.</param>
internal sealed record ArchiveEntry(string Name, long Length, Func<Stream> Open);
