using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>Where the files of a dataset lie.</summary>
internal abstract class DatasetSource
{
    /// <summary>The dataset as the user named it: what messages call it.</summary>
    public abstract string Path { get; }

    /// <summary>Folder or archive without its path and extension.</summary>
    public abstract string Name { get; }

    /// <summary>What messages call a file.</summary>
    public string PathOf(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    /// <summary>All files with the address of their content, in any order.</summary>
    /// <param name="isWanted">Decides by the relative path which files matter; the others are not read.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public abstract IReadOnlyList<SourceFile> List(Func<string, bool> isWanted, CancellationToken cancellationToken);

    /// <summary>Ways to the audio of some files, in any order; each is good until the next is asked for or longer.</summary>
    /// <param name="relativePaths">The files.</param>
    public abstract IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths);

    /// <summary>The source at a path.</summary>
    /// <exception cref="DatasetException">There is nothing of a kind that is read here.</exception>
    public static DatasetSource At(string path)
    {
        if (Directory.Exists(path))
        {
            return new FolderSource(path);
        }

        if (!File.Exists(path))
        {
            throw new DatasetException($"there is no dataset {path}: give a folder of genre folders or a .tar.gz of one.");
        }

        return TarSource.Matches(path)
            ? new TarSource(path)
            : throw new DatasetException($"{path} is neither a folder nor a .tar.gz: give a folder of genre folders or a .tar.gz of one.");
    }
}
