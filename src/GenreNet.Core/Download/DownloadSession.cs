namespace GenreNet.Core.Download;

/// <summary>Represents the state shared by all steps of a download: its options and its progress reports.</summary>
internal sealed class DownloadSession(DownloadOptions options, DiskSpace disk, IProgress<DownloadProgress>? progress)
{
    private DownloadProgress _last = new(DownloadStage.Downloading, 0, null);

    /// <summary>Gets the settings of the download.</summary>
    public DownloadOptions Options { get; } = options;

    /// <summary>Reports progress.</summary>
    public void Report(DownloadStage stage, long done, long? total)
    {
        _last = new DownloadProgress(stage, done, total);
        progress?.Report(_last);
    }

    /// <summary>Reports a message.</summary>
    public void Note(string sentence) => progress?.Report(_last with { Note = sentence });

    /// <summary>Checks that there is enough disk space for the missing bytes and for the files created from the download.</summary>
    /// <exception cref="DownloadException">There is not enough disk space.</exception>
    public void RequireSpace(PartialFile partial, DownloadSource source)
    {
        if (partial.State?.Length is { } total)
        {
            disk.Require(total - partial.Length + source.SpaceAfter(total));
        }
    }

    /// <summary>Checks that a file of unknown length can grow further and be processed.</summary>
    /// <param name="source">The source of the file.</param>
    /// <param name="length">Length of the file in bytes after the next step.</param>
    /// <param name="step">Number of bytes in the next step.</param>
    /// <exception cref="DownloadException">There is not enough disk space.</exception>
    public void RequireSpaceAfter(DownloadSource source, long length, long step) => disk.Require(step + source.SpaceAfter(length));
}
