using System.Globalization;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Checks whether a folder is writable by writing to it, because permissions, mount options and quotas take effect only then.
/// </summary>
internal static class FolderProbe
{
    /// <summary>The number of bytes written: enough for the file system to allocate space.</summary>
    private const int Length = 1 << 16;

    /// <summary>Writes a file and deletes it.</summary>
    /// <exception cref="IOException">The disk is full, or the folder has another problem.</exception>
    /// <exception cref="UnauthorizedAccessException">The process lacks permission to write to the folder.</exception>
    public static void Write(string folder)
    {
        string path = Path.Combine(folder, ".genrenet-probe-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        using var file = new FileStream(path, options);
        Fill(file);
    }

    /// <summary>Writes bytes and flushes them to the disk.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void Fill(FileStream file)
    {
        file.Write(new byte[Length]);
        // File systems with delayed allocation report a full disk only now.
        file.Flush(flushToDisk: true);
    }
}
