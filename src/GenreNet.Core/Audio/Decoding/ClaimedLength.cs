namespace GenreNet.Core.Audio;

/// <summary>Distinguishes valid data lengths from placeholders written by programs that did not know the length.</summary>
/// <remarks>
/// A program that writes to a pipe cannot seek back to fill in the length of its data. A length is a placeholder, and the data extends to
/// the end of the file, if it is 0 or near 2^31 or 2^32 (0x7FFFFFFF, 0x7FFFF000, 0x80000000, 0xFFFF1000, 0xFFFFFFDB, 0xFFFFFFFF; ffmpeg,
/// sox, Java, speech services), near 0x7F000000 (sox for AIFF), a power of two from 2^28, or a multiple of 10^9 (Python's <c>wave</c> with
/// an invented number of frames).
/// A file that really has that length is read according to its header. All other lengths beyond the end of the file mean that the file is
/// truncated, unless <see cref="IsContradicted"/>.
/// </remarks>
internal static class ClaimedLength
{
    private const long RoundNumber = 1_000_000_000;
    private const long SoxAiffLength = 0x7F000000;
    private const long SmallestPower = 1L << 28;

    /// <summary>The maximum that programs subtract from the largest integer: a header, or a buffer of at most 64 KiB.</summary>
    private const long Below = 1 << 20;

    /// <summary>The maximum that programs add to a placeholder: a header.</summary>
    private const long Above = 1 << 12;

    private static readonly TimeSpan LongestRecording = TimeSpan.FromHours(24);

    /// <summary>Returns whether a length is a placeholder.</summary>
    /// <param name="length">Length in bytes; negative if all 64 bits are set.</param>
    /// <param name="remaining">Number of bytes to the end of the file, or null if unknown.</param>
    public static bool IsPlaceholder(long length, long? remaining)
    {
        if (length <= 0)
        {
            return true;
        }

        if (length <= remaining)
        {
            return false;
        }

        return IsBetween(length, (1L << 31) - Below, (1L << 31) + Above)
            || IsBetween(length, (1L << 32) - Below, (1L << 32) + Above)
            || IsBetween(length, SoxAiffLength - Above, SoxAiffLength + Above)
            || length > 1L << 62
            || (length >= RoundNumber && length % RoundNumber == 0)
            || IsNearPowerOfTwo(length);
    }

    /// <summary>
    /// Returns whether a length beyond the end of the file is an error in the header, rather than a sign of missing data.
    /// </summary>
    /// <param name="layout">Layout from the header.</param>
    /// <param name="start">Byte offset of the start of the data.</param>
    /// <param name="end">Byte offset of the end of the file.</param>
    public static bool IsContradicted(PcmLayout layout, long start, long end)
    {
        long length = layout.DataLength ?? 0;
        // The length of the container is correct, and the data does not fit into it.
        bool containerIsComplete =
            layout.ContainerEnd is long container && Math.Abs(container - end) <= 1 && start + length > container + 1;
        // Some programs count the header as data: the file length, or the RIFF or FORM length, which excludes eight bytes.
        bool countsHeader = length == end || length == end - 8;
        bool isTooLong = length / layout.FrameLength / layout.SampleRate > LongestRecording.TotalSeconds;
        return containerIsComplete || countsHeader || isTooLong;
    }

    private static bool IsNearPowerOfTwo(long length)
    {
        const int Header = 64;
        long power = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(length - Header));
        return power >= SmallestPower && Math.Abs(power - length) <= Header;
    }

    private static bool IsBetween(long value, long least, long most) => value >= least && value <= most;
}
