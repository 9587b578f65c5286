namespace GenreNet.Core.Download;

/// <summary>Represents the settings of a download: retries, timeouts and size limits.</summary>
/// <remarks>Immutable.</remarks>
public record DownloadOptions
{
    /// <summary>
    /// Gets how often a request is repeated that made no progress. Default 6. If a connection breaks after some progress, the count starts
    /// again.
    /// </summary>
    public int RetryCount { get; init; } = 6;

    /// <summary>Gets the delay before the first retry; it doubles from one retry to the next. Default 1 s.</summary>
    public TimeSpan InitialRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the maximum delay between retries. Default 30 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the maximum delay that a server may request with <c>Retry-After</c>; if it requests more, the download fails. Default 2 min.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets the timeout for establishing a connection. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets the maximum time without receiving a byte, before and during the response. Default 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the number of bytes that count as progress when a connection breaks. Default 1 MiB.</summary>
    public long ProgressBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Gets the maximum number of bytes accepted from a server that announces no length, if <see cref="DownloadSource.Length"/> is unknown
    /// as well. Default 8 GiB. A server must not be able to fill the disk.
    /// </summary>
    public long MaxUnknownLength { get; init; } = 8L << 30;

    /// <summary>Gets the maximum number of bytes accepted from any server, whatever length it announces.</summary>
    internal long MostBytes { get; init; } = long.MaxValue;

    /// <summary>Gets the function that returns the number of free bytes on the disk that holds a folder.</summary>
    internal Func<string, long> FreeBytes { get; init; } = DiskSpace.FreeBytes;

    /// <summary>Checks that the values are in range and consistent.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(RetryCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(InitialRetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, InitialRetryDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ProgressBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUnknownLength, 1);
    }
}
