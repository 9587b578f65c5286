namespace GenreNet.Core.IO;

/// <summary>
/// Represents a file lock that one process at a time can hold. The operating system releases it when the process ends, regardless of how it
/// ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // An attempt fails only if another process deletes the file at the same moment.
    private const int Attempts = 100;

    private static readonly TimeSpan WaitInterval = TimeSpan.FromMilliseconds(100);

    private readonly bool _deletesOnRelease;
    private bool _isReleased;

    private FileLock(FileStream stream, bool deletesOnRelease)
    {
        Stream = stream;
        _deletesOnRelease = deletesOnRelease;
    }

    /// <summary>Gets the stream of the lock file.</summary>
    internal FileStream Stream { get; }

    /// <summary>Creates or opens a file and locks it.</summary>
    /// <param name="path">Path of the file; its folder is created.</param>
    /// <param name="deleteOnRelease">Whether <see cref="Dispose"/> deletes the file.</param>
    /// <returns>The lock, or null if another process or handle holds it.</returns>
    /// <exception cref="IOException">The file cannot be created or opened, for a reason other than another holder.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow access.</exception>
    public static FileLock? TryAcquire(string path, bool deleteOnRelease = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            FileStream? stream = null;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                // Windows deletes an open file only if its handle shares deletion; on other systems only FileShare.None is an exclusive
                // lock.
                FileShare share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
                if (IsAt(stream, path))
                {
                    var acquired = new FileLock(stream, deleteOnRelease);
                    stream = null;
                    return acquired;
                }
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts - 1)
            {
                // Another process has created the folder for a moment, and deleted it (AtomicFile.RequireWritable).
            }
            catch (IOException problem) when (IsHeldByAnother(problem))
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && !Path.Exists(path))
            {
                // The holder has deleted the file but not yet closed it.
                return null;
            }
            finally
            {
                stream?.Dispose();
            }
        }

        return null;
    }

    /// <summary>Locks a file, waiting until its holder releases it.</summary>
    /// <param name="path">Path of the file; its folder is created.</param>
    /// <param name="waiting">Called once if another holder has the file; null for no call.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock; releasing it deletes the file.</returns>
    /// <exception cref="IOException">The file cannot be created or opened, for a reason other than another holder.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow access.</exception>
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

    /// <summary>Returns whether a file could not be opened because another handle holds it exclusively.</summary>
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

    /// <summary>Deletes the file while it is still locked, so that no other process can lock it in between, and releases it.</summary>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions do not allow access.</exception>
    public void Delete()
    {
        if (!_isReleased)
        {
            File.Delete(Stream.Name);
            Release();
        }
    }

    /// <summary>Releases the lock. A second call does nothing.</summary>
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
            // A lock file that no process holds does not block other processes.
        }

        Release();
    }

    /// <summary>
    /// Returns whether the locked file is still the one at the path: its holder may have deleted it between opening and locking, and
    /// another process may have created a new one since. Writes a random timestamp through the handle and compares it with the one at the
    /// path.
    /// </summary>
    private static bool IsAt(FileStream stream, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Opening and locking are a single operation on this system.
            return true;
        }

        // Even whole seconds: no file system has a coarser time resolution.
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
