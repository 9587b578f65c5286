namespace GenreNet.Core.Download;

/// <summary>One source failed to give the file; another may succeed. Leaves the downloader only inside a <see cref="DownloadException"/>.</summary>
internal sealed class TransferException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
