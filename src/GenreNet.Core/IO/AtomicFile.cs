using System.Text.RegularExpressions;

namespace GenreNet.Core.IO;

/// <summary>Files that are either there whole or not there: written under a temporary name beside the target, flushed, then renamed.</summary>
public static partial class AtomicFile
{
    /// <summary>Writes a file through a stream; nothing appears under <paramref name="path"/> unless <paramref name="write"/> returns.</summary>
    /// <param name="path">The target; its folder is created, an existing file is replaced.</param>
    /// <param name="write">Writes the content; the stream can seek.</param>
    /// <exception cref="GenreNetException">The folder or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.genrenet-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
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

    /// <summary>Makes sure, before long work, that a file can be written there later.</summary>
    /// <param name="path">The file to be; its folder is created, the file is not touched.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void RequireWritable(string path)
    {
        string probe = $"{path}.{Guid.NewGuid():N}.probe";
        if (Directory.Exists(path))
        {
            throw new GenreNetException($"{path} cannot be written (it is a folder): give the name of a file.");
        }

        try
        {
            WriteText(probe, string.Empty);
        }
        catch (GenreNetException problem) when (problem.InnerException is { } cause)
        {
            throw Unwritable(path, cause, probe);
        }

        DeleteQuietly(probe);
    }

    /// <summary>Deletes the temporary files that killed writers of a file left; those of writers at work, and all other files, stay.</summary>
    /// <param name="path">The target.</param>
    public static void DeleteLeftovers(string path)
    {
        string target = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(target)!;
        string name = Path.GetFileName(target);
        foreach (string file in !Directory.Exists(folder) ? [] : Directory.GetFiles(folder))
        {
            string found = Path.GetFileName(file);
            bool isTemporary = found.StartsWith(name, StringComparison.Ordinal) && TemporarySuffix().IsMatch(found.AsSpan(name.Length));
            if (isTemporary && !IsBeingWritten(file))
            {
                DeleteQuietly(file);
            }
        }
    }

    // What Write appends to the name of its target. No name that a person chooses looks like it.
    [GeneratedRegex(@"\A\.genrenet-[0-9]+-[0-9a-f]{32}\.tmp\z", RegexOptions.CultureInvariant)]
    private static partial Regex TemporarySuffix();

    // A writer excludes all others for as long as it lives.
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

    private static GenreNetException Unwritable(string path, Exception problem, string temporary)
    {
        // The user knows the target, not the temporary name beside it.
        string cause = problem.Message.Replace(temporary, path, StringComparison.Ordinal).TrimEnd('.');
        return new GenreNetException($"{path} cannot be written ({cause}): choose another place or free space there.", problem);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A leftover with a name of its own does no harm, and the first failure is the one to report.
        }
    }
}
