namespace GenreNet.Server.Problems;

/// <summary>A request that is not answered, with the reason in a sentence for whoever sent it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong and what to do; nothing about the machine.</param>
/// <param name="innerException">What the log should say beside it, or null.</param>
internal sealed class RequestProblemException(int status, string detail, Exception? innerException = null) : Exception(detail, innerException)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>When to come again, in seconds; null where that is of no use.</summary>
    public int? RetryAfterSeconds { get; init; }
}
