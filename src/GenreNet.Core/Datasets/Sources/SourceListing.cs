namespace GenreNet.Core.Datasets;

/// <summary>The files of a source.</summary>
/// <param name="Files">Those that are there, in any order.</param>
/// <param name="Missing">Those that were named but are not there, sorted ordinally.</param>
internal sealed record SourceListing(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Missing)
{
    /// <summary>Files that were not wanted by their names and begin as audio does, sorted ordinally.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [];

    /// <summary>Entries of an archive that have the name of a wanted file and are links or devices, sorted ordinally.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Wanted files of an archive whose names are not UTF-8 and were read in another encoding, sorted ordinally.</summary>
    public IReadOnlyList<string> Guessed { get; init; } = [];

    /// <summary>What that encoding is; null where all names are UTF-8.</summary>
    public string? GuessedEncoding { get; init; }

    /// <summary>Files and folders that exist and cannot be opened, because .NET can only express names in valid UTF-8; sorted ordinally.</summary>
    public IReadOnlyList<string> Unopenable { get; init; } = [];

    /// <summary>Folders that were not looked into, because they are too far below the dataset; sorted ordinally.</summary>
    public IReadOnlyList<string> TooDeep { get; init; } = [];
}
