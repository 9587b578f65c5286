using System.Net.Http.Headers;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Download.Transfer;

/// <summary>What all steps of one download share: its options, and the way to the user's eyes.</summary>
internal sealed class DownloadSession(DownloadOptions options, DiskSpace disk, IProgress<DownloadProgress>? progress)
{
    private DownloadProgress _last = new(DownloadStage.Downloading, 0, null);

    /// <summary>How patient it is.</summary>
    public DownloadOptions Options { get; } = options;

    /// <summary>Tells where it stands.</summary>
    public void Report(DownloadStage stage, long done, long? total)
    {
        _last = new DownloadProgress(stage, done, total);
        progress?.Report(_last);
    }

    /// <summary>Tells a sentence.</summary>
    public void Note(string sentence) => progress?.Report(_last with { Note = sentence });

    /// <summary>Makes sure that what is missing, and the files in it, find room.</summary>
    public void RequireSpace(PartialFile partial, DatasetArchive archive)
    {
        if (partial.State?.Length is { } total)
        {
            disk.Require(total - partial.Length + (archive.UnpackedLength ?? total + (total / 4)));
        }
    }

    /// <summary>Makes sure that an archive of unknown length can grow further and be unpacked.</summary>
    /// <param name="length">Bytes of the archive after the next step.</param>
    /// <param name="step">Bytes of the next step.</param>
    public void RequireSpaceAfter(long length, long step) => disk.Require(step + length + (length / 4));

    /// <summary>What an archive is asked for with, or null.</summary>
    /// <exception cref="TransferException">A token is needed and there is none, or it would travel in the open.</exception>
    public AuthenticationHeaderValue? Authorization(DatasetArchive archive)
    {
        if (!archive.NeedsKaggleToken)
        {
            return null;
        }

        if (archive.Url.Scheme != Uri.UriSchemeHttps && !archive.Url.IsLoopback)
        {
            throw new TransferException("the Kaggle token is sent over https only");
        }

        return Token().ToHeader();
    }

    private KaggleToken Token()
    {
        try
        {
            return Options.KaggleToken ?? KaggleToken.Find(Options.Environment)
                ?? throw new TransferException("it takes a Kaggle token: set KAGGLE_USERNAME and KAGGLE_KEY, or save ~/.kaggle/kaggle.json from https://www.kaggle.com/settings");
        }
        catch (DatasetException problem)
        {
            throw new TransferException(problem.Message.TrimEnd('.'), problem);
        }
    }
}
