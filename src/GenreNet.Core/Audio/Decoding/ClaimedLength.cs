namespace GenreNet.Core.Audio;

/// <summary>Separates lengths that count samples from those that a writer put there because it did not know better.</summary>
/// <remarks>
/// A writer into a pipe cannot go back to fill in the length of its data. A length is a placeholder, and the data lasts to the end of the
/// file, if it is 0 or near 2^31 or 2^32 (0x7FFFFFFF, 0x7FFFF000, 0x80000000, 0xFFFF1000, 0xFFFFFFDB, 0xFFFFFFFF; ffmpeg, sox, Java, speech
/// services), near 0x7F000000 (sox for AIFF), a power of two from 2^28, or a multiple of 10^9 (Python's <c>wave</c> with a made-up number
/// of frames).
/// A file that really is that long is read as its header says. All other lengths beyond the end of the file mean that it was cut short,
/// unless <see cref="IsContradicted"/>.
/// </remarks>
internal static class ClaimedLength
{
    private const long RoundNumber = 1_000_000_000;
    private const long SoxAiffLength = 0x7F000000;
    private const long SmallestPower = 1L << 28;

    /// <summary>What writers subtract from the largest integer: a header, or a buffer of 64 KiB and less.</summary>
    private const long Below = 1 << 20;

    /// <summary>What writers add to a placeholder: a header.</summary>
    private const long Above = 1 << 12;

    private static readonly TimeSpan LongestRecording = TimeSpan.FromHours(24);

    /// <summary>Whether a length says nothing about the data.</summary>
    /// <param name="length">The length in bytes; negative where 64 bits are all ones.</param>
    /// <param name="remaining">Bytes up to the end of the file, or null where that is not known.</param>
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

    /// <summary>Whether a length beyond the end of the file is an error of the header, and not a sign that data is missing.</summary>
    /// <param name="layout">What the header says.</param>
    /// <param name="start">Byte at which the data begins.</param>
    /// <param name="end">Byte at which the file ends.</param>
    public static bool IsContradicted(PcmLayout layout, long start, long end)
    {
        long length = layout.DataLength ?? 0;
        // The length of the file around the data is right, and the data does not fit into it.
        bool containerIsComplete =
            layout.ContainerEnd is long container && Math.Abs(container - end) <= 1 && start + length > container + 1;
        // Some writers count the header as data: the length of the file, or the RIFF or FORM length, which leaves out eight bytes.
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
