using GenreNet.Core.Audio;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads a dataset from a folder. Files may disappear or be locked at any time; the remaining files are used, and the others are reported.
/// </summary>
internal sealed class FolderSource(string path) : DatasetSource
{
    public override string Path { get; } = path;

    public override string Name => NameOf(Path);

    /// <summary>Returns the name of a folder, even if the folder is specified as <c>.</c> or with a trailing slash.</summary>
    public static string NameOf(string folder) => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder)));

    public override SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken) => Guarded(() =>
    {
        var walk = new FolderWalk(Path);
        ILookup<bool, string> wanted = walk.Run().ToLookup(isWanted);
        return Describe([.. wanted[true]], cancellationToken) with
        {
            Unnamed = BeginAsAudio([.. wanted[false]], cancellationToken),
            Unopenable = walk.Unopenable,
            TooDeep = walk.TooDeep,
        };
    });

    /// <summary>Hashes files with known names.</summary>
    /// <param name="relativePaths">Paths below the folder, with forward slashes.</param>
    /// <param name="cancellationToken">Checked between files.</param>
    public SourceListing Describe(IReadOnlyList<string> relativePaths, CancellationToken cancellationToken) => Guarded(() =>
    {
        var files = new SourceFile?[relativePaths.Count];
        ParallelWork.Run(Enumerable.Range(0, files.Length), i => files[i] = Describe(relativePaths[i], cancellationToken), cancellationToken);
        return new SourceListing(
            [.. files.OfType<SourceFile>()], [.. relativePaths.Where((_, i) => files[i] is null).Order(StringComparer.Ordinal)]);
    });

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths) =>
        relativePaths.Select(relative => (relative, (Func<AudioReader>)(() => Open(PathOf(relative)))));

    private static AudioReader Open(string file)
    {
        if (InputFile.SpecialKind(file) is { } kind)
        {
            throw new AudioFormatException(file, $"this is {kind}, not a file. Replace it with an audio file.");
        }

        if (new FileInfo(file) is { Exists: true, Length: 0 })
        {
            throw new AudioFormatException(file, "the file is empty. Replace it with an audio file.");
        }

        try
        {
            return AudioFile.Open(file);
        }
        catch (FileNotFoundException problem)
        {
            throw new AudioFormatException(file, "the file was deleted after the dataset was listed. Restore it and start again.", innerException: problem);
        }
    }

    private string[] BeginAsAudio(string[] relativePaths, CancellationToken cancellationToken)
    {
        bool[] isAudio = new bool[relativePaths.Length];
        ParallelWork.Run(Enumerable.Range(0, isAudio.Length), i => isAudio[i] = BeginsAsAudio(PathOf(relativePaths[i])), cancellationToken);
        return [.. relativePaths.Where((_, i) => isAudio[i]).Order(StringComparer.Ordinal)];
    }

    private static bool BeginsAsAudio(string file)
    {
        try
        {
            InputFile.RequireRegular(file);
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> start = stackalloc byte[ContentSignature.Length];
            return ContentSignature.Of(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]).IsAudio is true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private SourceFile? Describe(string relative, CancellationToken cancellationToken)
    {
        string file = PathOf(relative);
        try
        {
            // A device may never end, and opening a pipe waits for a writer.
            if (InputFile.SpecialKind(file) is not null)
            {
                return new SourceFile(relative, 0, []);
            }

            var info = new FileInfo(file);
            if (info.Exists && info.Length == 0)
            {
                return new SourceFile(relative, 0, ContentAddress.Of(Stream.Null, cancellationToken));
            }

            using FileStream stream = File.OpenRead(file);
            return new SourceFile(relative, stream.Length, ContentAddress.Of(stream, cancellationToken));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A single locked file must not prevent the others from being used.
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
            throw new DatasetException($"The dataset {Path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }
}
