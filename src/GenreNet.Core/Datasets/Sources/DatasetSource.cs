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
