namespace GenreNet.Core;

/// <summary>The exception thrown for a file that could not be downloaded or stored.</summary>
public sealed class DownloadException : GenreNetException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Description of the problem, the file, and what to do about it.</param>
    /// <param name="innerException">Underlying exception, if any.</param>
    public DownloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the reason why each source failed, in the order in which they were tried: <c>ADDRESS: REASON</c>, without user, query and full
    /// stop. Empty if the failure is not caused by a source, for example a full disk.
    /// </summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
