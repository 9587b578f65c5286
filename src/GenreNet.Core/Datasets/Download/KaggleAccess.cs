using System.Net.Http.Headers;
using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Decides what an archive is requested with.</summary>
internal static class KaggleAccess
{
    /// <summary>Returns the header for an archive; null where it needs none.</summary>
    /// <exception cref="TransferException">A token is needed and there is none, or it would travel unencrypted.</exception>
    public static AuthenticationHeaderValue? For(DatasetArchive archive, DatasetDownloadOptions options)
    {
        if (!archive.NeedsKaggleToken)
        {
            return null;
        }

        if (archive.Url.Scheme != Uri.UriSchemeHttps && !archive.Url.IsLoopback)
        {
            throw new TransferException("the Kaggle token is sent over https only");
        }

        return Token(options).ToHeader();
    }

    private static KaggleToken Token(DatasetDownloadOptions options)
    {
        try
        {
            return options.KaggleToken ?? KaggleToken.Find(options.Environment)
                ?? throw new TransferException(
                    "it takes a Kaggle token: set KAGGLE_USERNAME and KAGGLE_KEY, or save ~/.kaggle/kaggle.json from https://www.kaggle.com/settings");
        }
        catch (DatasetException problem)
        {
            throw new TransferException(problem.Message.TrimEnd('.'), problem);
        }
    }
}
