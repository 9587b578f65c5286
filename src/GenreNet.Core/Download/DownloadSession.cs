namespace GenreNet.Core.Download;

/// <summary>What all steps of one download share: its options, and the way to the user's eyes.</summary>
internal sealed class DownloadSession(DownloadOptions options, DiskSpace disk, IProgress<DownloadProgress>? progress)
{
    private DownloadProgress _last = new(DownloadStage.Downloading, 0, null);

    /// <summary>How patient it is.</summary>
    public DownloadOptions Options { get; } = options;

    /// <summary>Reports where it stands.</summary>
    public void Report(DownloadStage stage, long done, long? total)
    {
        _last = new DownloadProgress(stage, done, total);
        progress?.Report(_last);
    }

    /// <summary>Reports a sentence.</summary>
    public void Note(string sentence) => progress?.Report(_last with { Note = sentence });

    /// <summary>Makes sure that the missing bytes, and what is made of the file, find room.</summary>
    /// <exception cref="DownloadException">They do not.</exception>
    public void RequireSpace(PartialFile partial, DownloadSource source)
    {
        if (partial.State?.Length is { } total)
        {
            disk.Require(total - partial.Length + source.SpaceAfter(total));
        }
    }

    /// <summary>Makes sure that a file of unknown length can grow further and be used.</summary>
    /// <param name="source">The file.</param>
    /// <param name="length">Bytes of the file after the next step.</param>
    /// <param name="step">Bytes of the next step.</param>
    /// <exception cref="DownloadException">It cannot.</exception>
    public void RequireSpaceAfter(DownloadSource source, long length, long step) => disk.Require(step + source.SpaceAfter(length));
}
