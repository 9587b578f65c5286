using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Reads a dataset from some files of a folder, which a playlist or a pattern lists.</summary>
internal sealed class ListedFiles : DatasetSource
{
    private readonly FolderSource _folder;
    private readonly string[] _relativePaths;

    /// <summary>Creates a source.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="files">Paths of existing files, at least one.</param>
    public ListedFiles(string name, IReadOnlyList<string> files)
    {
        Name = name;
        string[] full = [.. files.Select(System.IO.Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        string common = full.Select(file => System.IO.Path.GetDirectoryName(file)!).Aggregate(CommonFolder);
        _folder = new FolderSource(common);
        _relativePaths = [.. full.Select(file => System.IO.Path.GetRelativePath(common, file).Replace(System.IO.Path.DirectorySeparatorChar, '/'))];
    }

    public override string Path => _folder.Path;

    public override string Name { get; }

    public override SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken) =>
        _folder.Describe([.. _relativePaths.Where(isWanted)], cancellationToken);

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths) => _folder.Read(relativePaths);

    private static string CommonFolder(string one, string other)
    {
        while (one.Length > 0 && !IsBelow(other, one))
        {
            one = System.IO.Path.GetDirectoryName(one) ?? string.Empty;
        }

        return one.Length > 0 ? one : throw new DatasetException($"{other} is on another drive than the other files: give files on one drive.");
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || System.IO.Path.EndsInDirectorySeparator(folder) || path[folder.Length] == System.IO.Path.DirectorySeparatorChar);
}
