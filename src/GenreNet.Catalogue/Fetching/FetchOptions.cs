using GenreNet.Core.Download;

namespace GenreNet.Catalogue;

/// <summary>Specifies how tracks are downloaded.</summary>
/// <remarks>Immutable.</remarks>
public sealed record FetchOptions
{
    /// <summary>Gets the maximum size of a track in bytes. Default 1 GiB. A larger file is an error of its row.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Gets the maximum time for a track, with all retries. Default 10 min.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the number of downloads at a time. Default 8.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Gets the retries and timeouts.</summary>
    public DownloadOptions Transfer { get; init; } = new();
}
