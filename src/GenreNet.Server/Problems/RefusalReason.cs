namespace GenreNet.Server.Problems;

/// <summary>Why a request was told to come again.</summary>
internal enum RefusalReason
{
    /// <summary>Too many files wait for the classifier.</summary>
    QueueFull,

    /// <summary>Too many uploads are under way.</summary>
    TooManyUploads,

    /// <summary>The client asks too often.</summary>
    RateLimit,

    /// <summary>The client's share of the queue is full.</summary>
    ClientQueueFull,

    /// <summary>The client has too many uploads under way.</summary>
    ClientUploads,
}
