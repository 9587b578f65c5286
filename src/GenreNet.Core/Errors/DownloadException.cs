namespace GenreNet.Core;

/// <summary>A file that could not be downloaded or stored.</summary>
public sealed class DownloadException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with which file, and what to do about it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public DownloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Why each source failed, in the order in which they were tried: <c>ADDRESS: REASON</c>, without user, query and full stop. Empty where the failure
    /// is not a source's, such as a full disk.
    /// </summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
