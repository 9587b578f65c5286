namespace GenreNet.Core.Datasets;

/// <summary>Represents an entry of an archive that is not a folder.</summary>
/// <param name="Name">Path inside the archive, with forward slashes.</param>
/// <param name="Length">Length in bytes, as declared by the archive.</param>
/// <param name="Open">
/// Opens the content; may be called once, before the next entry is requested; the caller disposes the stream. Null for a link or a device,
/// which has no content.
/// </param>
internal sealed record ArchiveEntry(string Name, long Length, Func<Stream>? Open)
{
    /// <summary>Gets the encoding that the name was decoded with because it is not UTF-8; null for a UTF-8 name.</summary>
    public string? GuessedEncoding { get; init; }
}
