namespace GenreNet.Server.Problems;

/// <summary>The exception that rejects a request; its message states the reason to the client in one sentence.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">The problem and what to do; contains nothing about the machine.</param>
/// <param name="innerException">Additional information for the log, or null.</param>
internal sealed class RequestProblemException(int status, string detail, Exception? innerException = null) : Exception(detail, innerException)
{
    /// <summary>Gets the HTTP status.</summary>
    public int Status => status;

    /// <summary>Gets the number of seconds after which to retry; null if a retry is pointless.</summary>
    public int? RetryAfterSeconds { get; init; }
}
