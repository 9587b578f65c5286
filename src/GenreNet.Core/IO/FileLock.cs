namespace GenreNet.Core.IO;

/// <summary>A file that one process at a time holds. The operating system releases it when the process ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    // Each attempt fails only when another process deletes the file in the same moment.
    private const int Attempts = 100;

    private static readonly TimeSpan WaitInterval = TimeSpan.FromMilliseconds(100);

    private readonly bool _deletesOnRelease;
    private bool _isReleased;

    private FileLock(FileStream stream, bool deletesOnRelease)
    {
        Stream = stream;
        _deletesOnRelease = deletesOnRelease;
    }

    /// <summary>The content of the file.</summary>
    internal FileStream Stream { get; }

    /// <summary>Creates or opens a file and takes possession of it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="deleteOnRelease">Whether <see cref="Dispose"/> deletes the file.</param>
    /// <returns>The lock, or null while another holder has the file.</returns>
    /// <exception cref="IOException">The file cannot be created or opened, for a reason other than another holder.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow it.</exception>
    public static FileLock? TryAcquire(string path, bool deleteOnRelease = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            FileStream? stream = null;
            try
            {
                // Windows deletes an open file only where its handle shares deletion; elsewhere every share but None is no exclusive lock.
                FileShare share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
                if (IsAt(stream, path))
                {
                    var acquired = new FileLock(stream, deleteOnRelease);
                    stream = null;
                    return acquired;
                }
            }
            catch (IOException problem) when (IsHeldByAnother(problem))
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && !Path.Exists(path))
            {
                // Deleted by its holder, who has not closed it yet.
                return null;
            }
            finally
            {
                stream?.Dispose();
            }
        }

        return null;
    }

    /// <summary>Takes possession of a file, once its holder releases it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="waiting">Called once where another holder has the file; null for no call.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lock; releasing it deletes the file.</returns>
    /// <exception cref="IOException">The file cannot be created or opened, for a reason other than another holder.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow it.</exception>
    public static async Task<FileLock> AcquireAsync(string path, Action? waiting = null, CancellationToken cancellationToken = default)
    {
        FileLock? held;
        while ((held = TryAcquire(path, deleteOnRelease: true)) is null)
        {
            waiting?.Invoke();
            waiting = null;
            await Task.Delay(WaitInterval, cancellationToken).ConfigureAwait(false);
        }

        return held;
    }

    /// <summary>Whether a file could not be opened because another handle excludes it, rather than for any other reason.</summary>
    private static bool IsHeldByAnother(IOException problem)
    {
        const int wouldBlockLinux = 11;
        const int wouldBlockMac = 35;
        const int sharingViolation = unchecked((int)0x80070020);
        const int lockViolation = unchecked((int)0x80070021);
        return OperatingSystem.IsWindows()
            ? problem.HResult is sharingViolation or lockViolation
            : problem.HResult is wouldBlockLinux or wouldBlockMac;
    }

    /// <summary>Deletes the file while it is still held, so that no other process takes it over in between, and releases it.</summary>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow it.</exception>
    public void Delete()
    {
        if (!_isReleased)
        {
            File.Delete(Stream.Name);
            Release();
        }
    }

    /// <summary>Releases the file. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_isReleased)
        {
            return;
        }

        try
        {
            if (_deletesOnRelease)
            {
                File.Delete(Stream.Name);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A lock file that no process holds blocks no other process.
        }

        Release();
    }

    /// <summary>
    /// Whether the file that was locked is still the one of that name: its holder may have deleted it between opening and locking, and
    /// another process may have created a new one since. A random time, written through the handle and read through the name, decides.
    /// </summary>
    private static bool IsAt(FileStream stream, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Opening and locking are one step there.
            return true;
        }

        // Whole even seconds: no file system stores times more coarsely.
        DateTime mark = DateTime.UnixEpoch.AddSeconds(2L * Random.Shared.Next(1, 500_000_000));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        bool isSame = File.Exists(path) && File.GetLastWriteTimeUtc(path) == mark;
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, DateTime.UtcNow);
        return isSame;
    }

    private void Release()
    {
        _isReleased = true;
        Stream.Dispose();
    }
}
