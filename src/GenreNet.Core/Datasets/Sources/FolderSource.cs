using System.IO.Enumeration;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in a folder. Files may vanish or be locked at any time: those left are used, and the others named.</summary>
internal sealed class FolderSource(string path) : DatasetSource
{
    // Deep enough for GENRE/artist/album/disc, and an end to links that lead in circles.
    private const int DeepestLevel = 8;

    public override string Path { get; } = path;

    public override string Name => NameOf(Path);

    /// <summary>Name of a folder, also of one that is given as <c>.</c> or with a slash at its end.</summary>
    public static string NameOf(string folder) => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder)));

    public override SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken) => Guarded(() =>
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestLevel, IgnoreInaccessible = false };
        var files = new FileSystemEnumerable<string>(Path, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !LeadsUp(entry.ToFullPath(), entry.Attributes),
        };
        return Describe([.. files.Select(Relative).Where(isWanted)], cancellationToken);
    });

    /// <summary>Hashes files that are known by name.</summary>
    /// <param name="relativePaths">Paths below the folder, with forward slashes.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public SourceListing Describe(IReadOnlyList<string> relativePaths, CancellationToken cancellationToken) => Guarded(() =>
    {
        var files = new SourceFile?[relativePaths.Count];
        ParallelWork.Run(Enumerable.Range(0, files.Length), i => files[i] = Describe(relativePaths[i]), cancellationToken);
        return new SourceListing(
            [.. files.OfType<SourceFile>()], [.. relativePaths.Where((_, i) => files[i] is null).Order(StringComparer.Ordinal)]);
    });

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths) =>
        relativePaths.Select(relative => (relative, (Func<AudioReader>)(() => Open(PathOf(relative)))));

    private static AudioReader Open(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: 0 })
        {
            throw new AudioFormatException(file, "the file is empty: give audio.");
        }

        try
        {
            return AudioFile.Open(file);
        }
        catch (FileNotFoundException problem)
        {
            throw new AudioFormatException(file, "the file was there when the dataset was listed and is gone: put it back.", innerException: problem);
        }
    }

    // A link to a folder that it lies in would show every track again, under other genres.
    private static bool LeadsUp(string folder, FileAttributes attributes) => attributes.HasFlag(FileAttributes.ReparsePoint)
        && Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target
        && folder.StartsWith(System.IO.Path.TrimEndingDirectorySeparator(target.FullName) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private string Relative(string file) => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');

    private SourceFile? Describe(string relative)
    {
        string file = PathOf(relative);
        try
        {
            // A pipe has no length either, and opening one waits for somebody to write.
            var info = new FileInfo(file);
            if (info.Exists && info.Length == 0)
            {
                return new SourceFile(relative, 0, ContentAddress.Of(Stream.Null));
            }

            using FileStream stream = File.OpenRead(file);
            return new SourceFile(relative, stream.Length, ContentAddress.Of(stream));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // One locked file is no reason to give up the others.
            var locked = new FileInfo(file);
            return locked.Exists ? new SourceFile(relative, locked.Length, []) : null;
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the dataset {Path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }
}
