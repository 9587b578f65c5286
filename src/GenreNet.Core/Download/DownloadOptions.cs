namespace GenreNet.Core.Download;

/// <summary>How patient a download is.</summary>
public record DownloadOptions
{
    /// <summary>How often a request is repeated that brought nothing new. A connection that breaks after some progress starts the count afresh.</summary>
    public int Retries { get; init; } = 6;

    /// <summary>Wait before the first repetition; it doubles from one to the next.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between repetitions.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait that a server may ask for with <c>Retry-After</c>; one that asks for more is given up.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time without a single byte, before the answer and within it.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that count as progress when a connection breaks.</summary>
    public long ProgressBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Most bytes that are taken from a server that does not announce a length, where <see cref="DownloadSource.Length"/> is not known
    /// either; 8 GiB unless set. A server must not be able to fill the disk.
    /// </summary>
    public long MostBytesWithoutLength { get; init; } = 8L << 30;

    /// <summary>Most bytes that are taken from any server, whatever it announces.</summary>
    internal long MostBytes { get; init; } = long.MaxValue;

    /// <summary>Free bytes of the disk that holds a folder.</summary>
    internal Func<string, long> FreeBytes { get; init; } = DiskSpace.FreeBytes;

    /// <summary>Checks the values against each other.</summary>
    /// <exception cref="ArgumentException">A value is negative or zero where it may not be.</exception>
    public virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestDelay, FirstDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRetryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ProgressBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostBytesWithoutLength, 1);
    }
}
