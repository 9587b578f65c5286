using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in a folder.</summary>
internal sealed class FolderSource(string path) : DatasetSource
{
    // Deep enough for GENRE/artist/album/disc, and an end to links that lead in circles.
    private const int DeepestLevel = 8;

    public override string Path { get; } = path;

    public override string Name { get; } = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    public override IReadOnlyList<SourceFile> List(Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestLevel, IgnoreInaccessible = false };
            string[] paths = [.. Directory.EnumerateFiles(Path, "*", options).Select(Relative).Where(isWanted)];
            var files = new SourceFile[paths.Length];
            ParallelWork.Run(Enumerable.Range(0, paths.Length), i => files[i] = Describe(paths[i]), cancellationToken);
            return files;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the dataset {Path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths) =>
        relativePaths.Select(relative => (relative, (Func<AudioReader>)(() => AudioFile.Open(PathOf(relative)))));

    private string Relative(string file) => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');

    private SourceFile Describe(string relative)
    {
        using FileStream stream = File.OpenRead(PathOf(relative));
        return new SourceFile(relative, stream.Length, ContentAddress.Of(stream));
    }
}
