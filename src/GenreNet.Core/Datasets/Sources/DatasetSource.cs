using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the location of a dataset's files.</summary>
internal abstract class DatasetSource
{
    /// <summary>Gets the path of the dataset as the user specified it; used in messages.</summary>
    public abstract string Path { get; }

    /// <summary>Gets the name of the folder or archive, without its path and extension.</summary>
    public abstract string Name { get; }

    /// <summary>Returns the path of a file for use in messages.</summary>
    public string PathOf(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Lists all files with the addresses of their content.</summary>
    /// <param name="isWanted">Returns whether a file with a given relative path is relevant; other files are not read.</param>
    /// <param name="cancellationToken">Checked between files.</param>
    public abstract SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken);

    /// <summary>
    /// Returns functions that open the audio of some files, in any order; each is valid at least until the next one is requested.
    /// </summary>
    /// <param name="relativePaths">Relative paths of the files.</param>
    public abstract IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths);
}

/// <summary>Represents a file of a dataset before its genre is known.</summary>
/// <param name="RelativePath">Path below the source, with forward slashes.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Hash">Address of the content; empty for a file that cannot be read, in which case opening it reports the error.</param>
internal sealed record SourceFile(string RelativePath, long Length, byte[] Hash);

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
