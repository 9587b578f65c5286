namespace GenreNet.Server.Problems;

/// <summary>Specifies why a request was rejected with a request to retry.</summary>
internal enum RefusalReason
{
    /// <summary>Too many files are waiting for the classifier.</summary>
    QueueFull,

    /// <summary>Too many uploads are in progress.</summary>
    TooManyUploads,

    /// <summary>The client sends requests too often.</summary>
    RateLimit,

    /// <summary>The client's share of the queue is full.</summary>
    ClientQueueFull,

    /// <summary>The client has too many uploads in progress.</summary>
    ClientUploads,
}
