namespace GenreNet.Core.Datasets;

/// <summary>What an archive may hold at most: a small file can be made to fill a disk.</summary>
public sealed record UnpackLimits
{
    /// <summary>Generous for datasets of audio, which hardly compresses.</summary>
    public static UnpackLimits Default { get; } = new();

    /// <summary>Most files and folders.</summary>
    public int MostEntries { get; init; } = 200_000;

    /// <summary>Most bytes of all files together.</summary>
    public long MostBytes { get; init; } = 64L << 30;

    /// <summary>How many times larger than the archive its content may be.</summary>
    public int MostRatio { get; init; } = 50;

    /// <summary>Bytes that the ratio does not count for: a few empty files shrink to nothing.</summary>
    public long HarmlessBytes { get; init; } = 64L << 20;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit allows nothing at all.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostEntries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostRatio, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(HarmlessBytes);
    }

    /// <summary>Most bytes that may come out of an archive of some length.</summary>
    /// <param name="archiveLength">Bytes of the archive.</param>
    internal long BytesFor(long archiveLength) => Math.Min(MostBytes, Math.Max(HarmlessBytes, archiveLength > MostBytes / MostRatio ? MostBytes : archiveLength * MostRatio));
}
