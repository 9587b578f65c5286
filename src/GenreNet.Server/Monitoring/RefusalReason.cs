namespace GenreNet.Server.Monitoring;

/// <summary>Why a request was told to come again.</summary>
internal enum RefusalReason
{
    /// <summary>Too many files wait for the classifier.</summary>
    QueueFull,

    /// <summary>Too many uploads are under way.</summary>
    TooManyUploads,

    /// <summary>The client asks too often.</summary>
    RateLimit,
}
