using System.Globalization;

namespace GenreNet.Core.Download;

/// <summary>Checks for free disk space before it is needed.</summary>
internal sealed class DiskSpace(string folder, Func<string, long> freeBytes)
{
    /// <summary>Returns the number of free bytes on the disk that holds a folder.</summary>
    public static long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <summary>Checks that a number of bytes can be written.</summary>
    /// <exception cref="DownloadException">There is not enough free space.</exception>
    public void Require(long bytes)
    {
        long free;
        try
        {
            free = freeBytes(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // If the file system does not report its free space, just try to write.
            return;
        }

        if (free < bytes)
        {
            throw new DownloadException(
                $"The disk of {folder} has {Text(free)} free, but the download needs {Text(bytes)} more: free disk space or choose another folder. Data downloaded so far is kept.");
        }
    }

    /// <summary>Creates the exception for a failed write.</summary>
    public static DownloadException Unwritable(string path, Exception problem)
    {
        // The system's message ends in the path, which is at the beginning of our own message.
        string cause = problem.Message.Replace($" : '{path}'", "", StringComparison.Ordinal).TrimEnd('.');
        return new DownloadException($"{path} cannot be written ({cause}): free disk space or choose another folder. Data downloaded so far is kept.", problem);
    }

    /// <summary>Formats a number of bytes for display.</summary>
    public static string Text(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(bytes, "byte")}"),
    };
}
