using System.Net.Http.Headers;
using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Provides the authorization for requesting an archive.</summary>
internal static class KaggleAccess
{
    /// <summary>Returns the authorization header for an archive; null if none is needed.</summary>
    /// <exception cref="TransferException">A token is needed and there is none, or it would be sent unencrypted.</exception>
    public static AuthenticationHeaderValue? For(DatasetArchive archive, DatasetDownloadOptions options)
    {
        if (!archive.NeedsKaggleToken)
        {
            return null;
        }

        if (archive.Url.Scheme != Uri.UriSchemeHttps && !archive.Url.IsLoopback)
        {
            throw new TransferException("the Kaggle token is only sent over https");
        }

        return Token(options).ToHeader();
    }

    private static KaggleToken Token(DatasetDownloadOptions options)
    {
        try
        {
            return options.KaggleToken ?? KaggleToken.Find(options.Environment)
                ?? throw new TransferException(
                    "a Kaggle token is required: set KAGGLE_USERNAME and KAGGLE_KEY, or save ~/.kaggle/kaggle.json from https://www.kaggle.com/settings");
        }
        catch (DatasetException problem)
        {
            throw new TransferException(problem.Message.TrimEnd('.'), problem);
        }
    }
}
