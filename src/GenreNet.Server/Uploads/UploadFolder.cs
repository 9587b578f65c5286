using System.Globalization;
using GenreNet.Core;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Uploads;

/// <summary>
/// A folder of this process alone for uploads that wait, readable to nobody else. It goes when the process ends; what processes left behind
/// that were killed is cleared away by the next one.
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
            // A folder that cannot be written to is found at the start, not by the first upload.
            Probe();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            Delete(_path);
            throw new GenreNetException(
                $"Uploads cannot be stored in {parent} ({problem.Message.TrimEnd('.')}): free space there, "
                + "or set TemporaryFolder to a folder that the service may write to.",
                problem);
        }
    }

    /// <summary>An empty file with a name of our own, which is deleted when it is closed.</summary>
    /// <exception cref="IOException">The disk is full, or something else about the folder is wrong.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public FileStream Create()
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
    }

    /// <summary>Stores a file and deletes it.</summary>
    /// <returns>A sentence where little space is left; otherwise null.</returns>
    /// <inheritdoc cref="Create" path="/exception"/>
    public string? Probe()
    {
        using (FileStream file = Create())
        {
            FolderProbe.Fill(file);
        }

        return new DriveInfo(_path).AvailableFreeSpace < _largest ? "The folder for uploads has less space left than one upload may take." : null;
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
            if (!Guid.TryParseExact(Path.GetFileName(folder)[Prefix.Length..], "N", out _))
            {
                // No folder of ours has such a name.
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
