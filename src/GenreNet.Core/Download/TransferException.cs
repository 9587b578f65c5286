namespace GenreNet.Core.Download;

/// <summary>
/// The exception for a source that failed to provide the file; another one may succeed. Callers of the downloader see it only as an inner
/// exception of a <see cref="DownloadException"/>.
/// </summary>
internal sealed class TransferException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
