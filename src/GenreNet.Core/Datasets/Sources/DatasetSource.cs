using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Where the files of a dataset lie.</summary>
internal abstract class DatasetSource
{
    /// <summary>The dataset as the user named it: what messages call it.</summary>
    public abstract string Path { get; }

    /// <summary>Folder or archive without its path and extension.</summary>
    public abstract string Name { get; }

    /// <summary>What messages call a file.</summary>
    public string PathOf(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    /// <summary>All files with the address of their content.</summary>
    /// <param name="isWanted">Decides by the relative path which files matter; the others are not read.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public abstract SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken);

    /// <summary>Ways to the audio of some files, in any order; each is good until the next is asked for or longer.</summary>
    /// <param name="relativePaths">The files.</param>
    public abstract IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths);
}
