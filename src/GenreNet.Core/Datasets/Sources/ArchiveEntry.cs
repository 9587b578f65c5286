namespace GenreNet.Core.Datasets;

/// <summary>An entry of an archive that is not a folder.</summary>
/// <param name="Name">Its path inside the archive, with forward slashes.</param>
/// <param name="Length">Bytes, as the archive says.</param>
/// <param name="Open">Its content, once, before the next entry is asked for; the caller disposes it. Null for a link or a device, which has none.</param>
internal sealed record ArchiveEntry(string Name, long Length, Func<Stream>? Open)
{
    /// <summary>The encoding that the name was read in because it is not UTF-8; null for a name in UTF-8.</summary>
    public string? GuessedEncoding { get; init; }
}
