using System.Globalization;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Finds out whether a folder can be written to: by writing, because permissions, mount options and quotas are only known then.
/// </summary>
internal static class FolderProbe
{
    /// <summary>Bytes that are written: enough for the file system to need space for them.</summary>
    private const int Length = 1 << 16;

    /// <summary>Writes a file and deletes it.</summary>
    /// <exception cref="IOException">The disk is full, or something else about the folder is wrong.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string folder)
    {
        string path = Path.Combine(folder, ".genrenet-probe-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        using var file = new FileStream(path, options);
        Fill(file);
    }

    /// <summary>Writes some bytes through to the disk.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void Fill(FileStream file)
    {
        file.Write(new byte[Length]);
        // File systems that allocate late report a full disk only now.
        file.Flush(flushToDisk: true);
    }
}
