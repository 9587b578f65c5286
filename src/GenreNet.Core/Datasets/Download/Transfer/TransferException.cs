namespace GenreNet.Core.Datasets.Download.Transfer;

/// <summary>One place failed to give the archive; another place may succeed. Leaves the downloader only inside a <see cref="Errors.DatasetException"/>.</summary>
internal sealed class TransferException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
