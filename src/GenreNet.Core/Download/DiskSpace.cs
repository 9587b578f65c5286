using System.Globalization;

namespace GenreNet.Core.Download;

/// <summary>Room on the disk, asked for before it is needed.</summary>
internal sealed class DiskSpace(string folder, Func<string, long> freeBytes)
{
    /// <summary>Free bytes of the disk that holds a folder.</summary>
    public static long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <summary>Makes sure that so many bytes can be written.</summary>
    /// <exception cref="DownloadException">They cannot.</exception>
    public void Require(long bytes)
    {
        long free;
        try
        {
            free = freeBytes(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A file system that does not say has to be tried.
            return;
        }

        if (free < bytes)
        {
            throw new DownloadException(
                $"the disk of {folder} has {Text(free)} free and the download needs {Text(bytes)} more: free some space or choose another folder; what is there already is kept.");
        }
    }

    /// <summary>What a failed write means to the user.</summary>
    public static DownloadException Unwritable(string path, Exception problem)
    {
        // The system's message ends in the path, which stands at the beginning of ours.
        string cause = problem.Message.Replace($" : '{path}'", "", StringComparison.Ordinal).TrimEnd('.');
        return new DownloadException($"{path} cannot be written ({cause}): free some space or choose another folder; what was downloaded is kept.", problem);
    }

    /// <summary>An amount of bytes for people.</summary>
    public static string Text(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
