using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Uploads;

/// <summary>
/// Represents this process's private folder for waiting uploads, readable only by its own user. It is deleted when the process ends; the
/// next process deletes what killed processes left behind.
/// </summary>
internal sealed class UploadFolder : IDisposable
{
    private const string Prefix = "genrenet-server-";
    private const string LockName = "lock";

    private readonly string _path;
    private readonly long _largest;
    private readonly Lock _turn = new();
    private FileStream _lock;

    public UploadFolder(IOptions<ServerOptions> options)
    {
        string parent = options.Value.TemporaryFolder ?? Path.GetTempPath();
        _path = Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        _largest = options.Value.MaxUploadBytes;
        try
        {
            ClearLeftovers(parent);
            _lock = Make();
            // A folder that cannot be written to is detected at startup, not by the first upload.
            Probe();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            Delete(_path);
            throw new GenreNetException(
                $"Uploads cannot be stored in {parent} ({problem.Message.TrimEnd('.')}): free some space, "
                + "or set TemporaryFolder to a writable folder.",
                problem);
        }
    }

    /// <summary>Creates an empty file with a generated name, which is deleted when it is closed.</summary>
    /// <exception cref="IOException">The disk is full, or the folder has another problem.</exception>
    /// <exception cref="UnauthorizedAccessException">The process lacks permission to write to the folder.</exception>
    public FileStream Create()
    {
        try
        {
            return Open();
        }
        catch (DirectoryNotFoundException)
        {
            // A cleaner of temporary folders has deleted the folder.
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
    }

    /// <summary>Stores a file and deletes it.</summary>
    /// <returns>A sentence if little space is left; otherwise null.</returns>
    /// <inheritdoc cref="Create" path="/exception"/>
    public string? Probe()
    {
        using (FileStream file = Create())
        {
            FolderProbe.Fill(file);
        }

        return new DriveInfo(_path).AvailableFreeSpace < _largest ? "The folder for uploads has less free space than the maximum size of an upload." : null;
    }

    public void Dispose()
    {
        _lock.Dispose();
        Delete(_path);
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

        return AtomicFile.CreateLocked(Path.Combine(_path, LockName));
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            // Blocks are larger than this, and bypass the buffer.
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
            if (!Guid.TryParseExact(Path.GetFileName(folder)[Prefix.Length..], "N", out _))
            {
                // Not created by the service: its folder names end in a GUID.
                continue;
            }

            try
            {
                // A running owner holds the lock. No process uses a folder without its owner again, so the lock can be released before the
                // folder is deleted.
                using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Write, FileShare.None))
                {
                }

                Delete(folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // The folder is in use, or belongs to another user.
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
            // Only its owner can read it; the next startup tries again.
        }
    }
}
