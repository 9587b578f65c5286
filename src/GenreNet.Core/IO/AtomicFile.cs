using System.Text.RegularExpressions;

namespace GenreNet.Core.IO;

/// <summary>Writes files atomically: under a temporary name next to the target, flushed, then renamed.</summary>
/// <remarks>
/// Thread-safe. If several threads or processes write the same path, the file is that of the last one and always complete.
/// </remarks>
internal static partial class AtomicFile
{
    private const int FolderAttempts = 10;
    private const int BufferSize = 1 << 16;
    private const string Nameless = ".new";

    /// <summary>
    /// Writes a file through a stream. No file appears at <paramref name="path"/> unless <paramref name="write"/> returns normally.
    /// </summary>
    /// <param name="path">Path of the target; its folder is created, an existing file is replaced.</param>
    /// <param name="write">Writes the content; the stream is seekable.</param>
    /// <exception cref="GenreNetException">The folder or the file is not writable.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.genrenet-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = CreateInFolder(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
                if (!OperatingSystem.IsWindows())
                {
                    // While it is locked, so that no other process deletes it as the file of a killed one. On Windows it has to be
                    // closed first.
                    File.Move(temporary, target, overwrite: true);
                }
            }

            if (OperatingSystem.IsWindows())
            {
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, problem, temporary);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Checks, before long work, that a file can be written at a path later. Leaves files and folders as they are.</summary>
    /// <param name="path">Path of the future file. Its folder does not have to exist.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void RequireWritable(string path)
    {
        string probe = $"{path}.{Guid.NewGuid():N}.probe";
        if (Directory.Exists(path))
        {
            throw new GenreNetException($"{path} cannot be written (it is a folder): specify a file name.");
        }

        string[] missing = [.. MissingFolders(path)];
        try
        {
            WriteText(probe, string.Empty);
        }
        catch (GenreNetException problem) when (problem.InnerException is { } cause)
        {
            throw Unwritable(path, cause, probe);
        }
        finally
        {
            DeleteQuietly(probe);
            DeleteEmptyFolders(missing);
        }
    }

    /// <summary>Deletes a file. Does nothing if the file or its folder does not exist.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="IOException">The file is in use.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow it.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // File.Delete accepts a missing file, but not a missing folder.
        }
    }

    /// <summary>Deletes temporary files left by killed writers of a file. Files of active writers, and all other files, are kept.</summary>
    /// <param name="path">Path of the target.</param>
    public static void DeleteLeftovers(string path)
    {
        string target = Path.GetFullPath(path);
        string name = Path.GetFileName(target);
        DeleteTemporaryFiles(Path.GetDirectoryName(target)!, found =>
            found.StartsWith(name, StringComparison.Ordinal) && TemporarySuffix().Match(found) is { Success: true } suffix && suffix.Index == name.Length);
    }

    /// <summary>
    /// Deletes temporary files left by killed writers of any file in a folder, without its subfolders. Files of active writers, and all
    /// other files, are kept.
    /// </summary>
    /// <param name="folder">The folder; it may not exist.</param>
    public static void DeleteAllLeftovers(string folder) =>
        DeleteTemporaryFiles(folder, found => TemporarySuffix().Match(found) is { Success: true, Index: > 0 });

    /// <summary>The folders above a path that do not exist, the deepest first.</summary>
    private static IEnumerable<string> MissingFolders(string path)
    {
        for (string? folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    /// <summary>Deletes folders until one cannot be deleted, for example because another process has written a file there.</summary>
    private static void DeleteEmptyFolders(IEnumerable<string> folders)
    {
        try
        {
            foreach (string folder in folders)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The folder is in use.
        }
    }

    private static void DeleteTemporaryFiles(string folder, Func<string, bool> isTemporary)
    {
        foreach (string file in !Directory.Exists(folder) ? [] : Directory.GetFiles(folder))
        {
            if (isTemporary(Path.GetFileName(file)) && !IsBeingWritten(file))
            {
                DeleteQuietly(file);
            }
        }
    }

    // The suffix that Write appends to the name of its target. It is unlikely to match any other file name.
    [GeneratedRegex(@"\.genrenet-[0-9]+-[0-9a-f]{32}\.tmp\z", RegexOptions.CultureInvariant)]
    private static partial Regex TemporarySuffix();

    // A writer holds the file exclusively until it has finished.
    private static bool IsBeingWritten(string file)
    {
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>
    /// Creates a file that is locked when it gets its name. Otherwise a process that looks for files of killed processes could lock it in
    /// between, and delete it.
    /// </summary>
    /// <param name="path">Path of the file, which does not exist; its folder exists.</param>
    /// <param name="bufferSize">Size of the buffer in bytes; 0 for none.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow access.</exception>
    internal static FileStream CreateLocked(string path, int bufferSize = 0)
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows opens and locks a file at once.
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize);
        }

        string first = path + Nameless;
        var stream = new RenamedStream(first, path, bufferSize);
        try
        {
            File.Move(first, path, overwrite: true);
            return stream;
        }
        catch
        {
            stream.Dispose();
            DeleteQuietly(first);
            throw;
        }
    }

    private static FileStream CreateInFolder(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                return CreateLocked(path, BufferSize);
            }
            catch (DirectoryNotFoundException) when (attempt < FolderAttempts)
            {
                // RequireWritable of another process deletes a folder that it has created, if it is empty.
            }
        }
    }

    private static GenreNetException Unwritable(string path, Exception problem, string temporary)
    {
        // Report the target, because the user does not know the temporary name.
        string cause = problem.Message.Replace(temporary, path, StringComparison.Ordinal).TrimEnd('.');
        return new GenreNetException($"{path} cannot be written ({cause}): free disk space or choose another location.", problem);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A leftover file does no harm, because its name is unique; report the first failure instead.
        }
    }

    /// <summary>A new file, locked, that is renamed at once: <see cref="Name"/> is its later path.</summary>
    private sealed class RenamedStream(string first, string path, int bufferSize) : FileStream(first, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize)
    {
        public override string Name => path;
    }
}
