namespace GenreNet.Core.Datasets;

/// <summary>Represents the files of a source.</summary>
/// <param name="Files">The files that exist, in any order.</param>
/// <param name="Missing">Requested files that do not exist, sorted ordinally.</param>
internal sealed record SourceListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Missing)
{
    /// <summary>Gets the files that were not wanted because of their names but begin like audio, sorted ordinally.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    /// <summary>Gets the entries of an archive that have the name of a wanted file but are links or devices, sorted ordinally.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>
    /// Gets the wanted files of an archive whose names are not UTF-8 and were decoded with another encoding, sorted ordinally.
    /// </summary>
    public IReadOnlyList<string> Guessed { get; init; } = [];

    /// <summary>Gets the name of that encoding; null if all names are UTF-8.</summary>
    public string? GuessedEncoding { get; init; }

    /// <summary>
    /// Gets the files and folders that exist but cannot be opened, because .NET can only express names in valid UTF-8; sorted ordinally.
    /// </summary>
    public IReadOnlyList<string> Unopenable { get; init; } = [];

    /// <summary>Gets the folders that were not searched because they are too deep below the dataset; sorted ordinally.</summary>
    public IReadOnlyList<string> TooDeep { get; init; } = [];
}
