using GenreNet.Core.Errors;

namespace GenreNet.Core.IO;

/// <summary>Files that are either there whole or not there: written under a temporary name beside the target, flushed, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file through a stream; nothing appears under <paramref name="path"/> unless <paramref name="write"/> returns.</summary>
    /// <param name="path">The target; its folder is created, an existing file is replaced.</param>
    /// <param name="write">Writes the content; the stream can seek.</param>
    /// <exception cref="GenreNetException">The folder or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
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
            throw new GenreNetException($"{path} cannot be written ({problem.Message.TrimEnd('.')}): choose another place or free space there.", problem);
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
