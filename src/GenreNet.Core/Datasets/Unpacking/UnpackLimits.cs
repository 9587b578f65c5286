namespace GenreNet.Core.Datasets;

/// <summary>Represents limits for the content of an archive, because a small file can be crafted to fill a disk.</summary>
/// <remarks>Immutable.</remarks>
public sealed record UnpackLimits
{
    /// <summary>Gets the default limits, which are generous for audio datasets, since audio hardly compresses.</summary>
    public static UnpackLimits Default { get; } = new();

    /// <summary>Gets the maximum number of files and folders. Default 200 000.</summary>
    public int MaxEntryCount { get; init; } = 200_000;

    /// <summary>Gets the maximum total size of all files in bytes. Default 64 GiB.</summary>
    public long MaxTotalBytes { get; init; } = 64L << 30;

    /// <summary>Gets the maximum ratio of the size of the content to the size of the archive. Default 50.</summary>
    public int MaxCompressionRatio { get; init; } = 50;

    /// <summary>
    /// Gets the content size in bytes up to which the ratio is not checked, because a few empty files compress to almost nothing. Default
    /// 64 MiB.
    /// </summary>
    public long UncheckedRatioBytes { get; init; } = 64L << 20;

    /// <summary>Checks that the limits are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A limit is out of range: the maximum values must be at least 1, and <see cref="UncheckedRatioBytes"/> must not be negative.
    /// </exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntryCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTotalBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCompressionRatio, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(UncheckedRatioBytes);
    }

    /// <summary>Returns the maximum content size in bytes for an archive of some size.</summary>
    /// <param name="archiveLength">Size of the archive in bytes.</param>
    internal long BytesFor(long archiveLength) => Math.Min(MaxTotalBytes, Math.Max(UncheckedRatioBytes, archiveLength > MaxTotalBytes / MaxCompressionRatio ? MaxTotalBytes : archiveLength * MaxCompressionRatio));
}
