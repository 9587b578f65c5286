using System.Globalization;
using GenreNet.Server.Queueing;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Uploads;

/// <summary>
/// A folder of this process alone for uploads that wait, readable to nobody else. It goes when the process ends; what processes left behind that were killed
/// is cleared away by the next one.
/// </summary>
internal sealed class UploadFolder : IDisposable
{
    private const string Prefix = "genrenet-server-";
    private const string LockName = "lock";
    private const int RetrySeconds = 30;

    private readonly string _path;
    private readonly Lock _turn = new();
    private FileStream _lock;

    public UploadFolder(IOptions<ServerOptions> options)
    {
        string parent = options.Value.TemporaryFolder ?? Path.GetTempPath();
        ClearLeftovers(parent);
        _path = Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        _lock = Make();
    }

    /// <summary>An empty file with a name of our own, which is deleted when it is closed.</summary>
    /// <exception cref="RequestProblemException">It cannot be made.</exception>
    public FileStream Create() => OnDisk(() =>
    {
        try
        {
            return Open();
        }
        catch (DirectoryNotFoundException)
        {
            // Whoever tidies temporary folders took it for forgotten.
            lock (_turn)
            {
                if (!Directory.Exists(_path))
                {
                    _lock.Dispose();
                    _lock = Make();
                }
            }

            return Open();
        }
    });

    /// <summary>Puts bytes at the end of a file. They go into the memory of the system, which is as quick as another copy of our own: no thread is worth it.</summary>
    /// <exception cref="RequestProblemException">There is no room for them.</exception>
    public static void Append(FileStream file, ReadOnlyMemory<byte> bytes) => OnDisk(() =>
    {
        file.Write(bytes.Span);
        return file;
    });

    /// <summary>Goes to the first byte of a file that is complete.</summary>
    /// <inheritdoc cref="Append" path="/exception"/>
    public static void Rewind(FileStream file) => OnDisk(() =>
    {
        file.Flush();
        file.Position = 0;
        return file;
    });

    public void Dispose()
    {
        _lock.Dispose();
        Delete(_path);
    }

    private static FileStream OnDisk(Func<FileStream> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "The service cannot keep uploads at the moment: try again later.", problem) { RetryAfterSeconds = RetrySeconds };
        }
    }

    private FileStream Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_path);
        }
        else
        {
            Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new FileStream(Path.Combine(_path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            // Blocks come larger than this, and go past it.
            BufferSize = 1 << 12,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(_path, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)), options);
    }

    private static void ClearLeftovers(string parent)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                // Whoever lives holds the lock.
                using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Write, FileShare.None))
                {
                }

                Delete(folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // In use, or of another user.
            }
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Only its owner can read it; the next start tries again.
        }
    }
}
