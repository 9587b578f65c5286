using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Tagging;

/// <summary>
/// Writes genres into a music file: changes a copy in the same folder, verifies it, and renames it over the file. The file is either the old
/// or the new one at any time.
/// </summary>
internal static class TagWriter
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Deletes the copies that killed runs have left next to music files.</summary>
    /// <param name="paths">The music files; they may not exist.</param>
    public static void DeleteLeftovers(IEnumerable<string> paths)
    {
        foreach (string folder in paths.Where(File.Exists).Select(path => Path.GetDirectoryName(Target(path))!).Distinct(StringComparer.Ordinal))
        {
            AtomicFile.DeleteAllLeftovers(folder);
        }
    }

    /// <summary>Throws if a file is read-only, because a rename would replace it nevertheless.</summary>
    /// <param name="path">Path of the file; links are followed.</param>
    /// <exception cref="GenreNetException">The file is read-only.</exception>
    public static void RequireWritable(string path)
    {
        bool isReadOnly = OperatingSystem.IsWindows()
            ? File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)
            : (File.GetUnixFileMode(Target(path)) & AnyWrite) == 0;
        if (isReadOnly)
        {
            throw new GenreNetException($"{path} is read-only. Make it writable to tag it.");
        }
    }

    /// <summary>Replaces the genres of a file.</summary>
    /// <param name="path">Path of the file; if it is a symbolic link, the file that it points to is replaced and the link is kept.</param>
    /// <param name="genres">The genres to write.</param>
    /// <param name="cancellationToken">Stops before the file is replaced.</param>
    /// <exception cref="GenreNetException">
    /// The tags cannot be written, or the changed copy is not the same music with the same other tags. The file is unchanged.
    /// </exception>
    public static void Write(string path, IReadOnlyList<string> genres, CancellationToken cancellationToken)
    {
        RequireWritable(path);
        string target = Target(path);
        AtomicFile.Write(target, stream =>
        {
            var copy = (FileStream)stream;
            using FileStream original = InputFile.OpenRead(target);
            (long length, DateTime time) = (original.Length, File.GetLastWriteTimeUtc(original.SafeFileHandle));
            original.CopyTo(copy);
            MusicTag.Write(copy, path, genres);
            copy.Flush();
            Verify(original, copy, path, genres, cancellationToken);
            if (original.Length != length || File.GetLastWriteTimeUtc(target) != time)
            {
                throw new GenreNetException($"{path} was changed by another program at the same time. It was left as it is; run the command again.");
            }

            FileAttributesOf.Copy(original, copy);
        });
    }

    private static void Verify(FileStream original, FileStream copy, string path, IReadOnlyList<string> genres, CancellationToken cancellationToken)
    {
        string? problem = TagParts.Difference(original, copy, path)
            ?? SameSound.Difference(original, copy, path, cancellationToken);
        if (problem is null && !MusicTag.Read(copy, path).Genres.SequenceEqual(genres, StringComparer.Ordinal))
        {
            problem = "the genre cannot be read back";
        }

        if (problem is not null)
        {
            throw new GenreNetException($"{path} cannot be tagged safely: {problem}. It was left unchanged; use another tagging program.");
        }
    }

    // A rename would replace the link instead of the file.
    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
