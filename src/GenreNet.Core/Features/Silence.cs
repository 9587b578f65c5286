using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Detects silence: blocks whose level, without a DC offset, is below -80 dBFS.</summary>
/// <remarks>
/// The dither of 16-bit audio is at about -96 dBFS, and the quietest of 710 GTZAN clips has a mean level of -46 dBFS. A DC offset is
/// inaudible, so the mean of a block is subtracted first.
/// </remarks>
internal static class Silence
{
    /// <summary>
    /// The root mean square below which a block is silent: -80 dBFS. Dataset checks use a higher limit for single samples; see
    /// <see cref="Datasets.CheckOptions.SilenceAmplitude"/>.
    /// </summary>
    public const float Level = 1e-4f;

    // 93 ms at 22 050 Hz: two periods of the lowest audible tone.
    private const int BlockLength = 2048;

    // A segment with less sound than this, absolute and relative, is still silent: the edges of a DC offset ring in a resampler, and a
    // click has no genre.
    private const double LeastSeconds = 0.2;
    private const double LeastShare = 0.1;

    // Shorter pauses are part of the music.
    private const double ShortestGapSeconds = 0.5;

    /// <summary>Copies samples except for silent passages of half a second or more.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    /// <param name="sampleRate">Sample rate in samples per second.</param>
    /// <param name="destination">Receives the samples that are not silent; must have room for all samples.</param>
    /// <returns>The number of samples copied.</returns>
    public static int CopySounding(ReadOnlySpan<float> samples, int sampleRate, Span<float> destination)
    {
        int copied = 0;
        int first = 0;
        while (first < samples.Length)
        {
            bool isSilent = IsBlockSilent(samples, first);
            int end = first;
            while (end < samples.Length && IsBlockSilent(samples, end) == isSilent)
            {
                end = Math.Min(end + BlockLength, samples.Length);
            }

            if (!isSilent || end - first < ShortestGapSeconds * sampleRate)
            {
                samples[first..end].CopyTo(destination[copied..]);
                copied += end - first;
            }

            first = end;
        }

        return copied;
    }

    /// <summary>Counts the samples in silent blocks.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    [MethodImpl(HotLoop.Options)]
    public static int Count(ReadOnlySpan<float> samples)
    {
        int silent = 0;
        for (int start = 0; start < samples.Length; start += BlockLength)
        {
            if (IsBlockSilent(samples, start))
            {
                silent += Math.Min(BlockLength, samples.Length - start);
            }
        }

        return silent;
    }

    /// <summary>Returns whether a segment is silent: all of it, or all except a click.</summary>
    /// <param name="silent">Number of samples in silent blocks.</param>
    /// <param name="length">Number of samples in the segment.</param>
    /// <param name="sampleRate">Sample rate in samples per second.</param>
    public static bool Covers(long silent, long length, int sampleRate)
    {
        long sounding = length - silent;
        return sounding == 0 || (sounding <= LeastSeconds * sampleRate && sounding <= LeastShare * length);
    }

    /// <summary>
    /// Returns whether the block that starts at a sample is silent. The last block overlaps the previous one, because the mean of a few
    /// samples does not estimate an offset.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private static bool IsBlockSilent(ReadOnlySpan<float> samples, int start)
    {
        int end = Math.Min(start + BlockLength, samples.Length);
        return IsSilent(samples[Math.Max(0, end - BlockLength)..end]);
    }

    [MethodImpl(HotLoop.Options)]
    private static bool IsSilent(ReadOnlySpan<float> block)
    {
        if (IsClearlyAudible(block))
        {
            return false;
        }

        // Two passes, because the squares of an offset would swamp those of the signal in single precision.
        var mean = new Vector<float>(Sum(block, Vector<float>.Zero, squared: false) / block.Length);
        return Sum(block, mean, squared: true) < Level * Level * block.Length;
    }

    /// <summary>
    /// Returns true at the first samples whose difference proves that the block is not silent. For music, a few samples are enough.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private static bool IsClearlyAudible(ReadOnlySpan<float> block)
    {
        // Two samples at a distance d add at least d * d / 2 to the sum of squared differences from the mean.
        float enough = Level * MathF.Sqrt(2 * block.Length);
        float lowest = block[0];
        float highest = block[0];
        foreach (float sample in block)
        {
            lowest = MathF.Min(lowest, sample);
            highest = MathF.Max(highest, sample);
            if (highest - lowest > enough)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sums the samples, or the squares of their differences from an offset.</summary>
    [MethodImpl(HotLoop.Options)]
    private static float Sum(ReadOnlySpan<float> block, Vector<float> offset, bool squared)
    {
        Vector<float> sums = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        foreach (Vector<float> vector in vectors)
        {
            Vector<float> difference = vector - offset;
            sums += squared ? difference * difference : difference;
        }

        float sum = Vector.Sum(sums);
        for (int next = vectors.Length * Vector<float>.Count; next < block.Length; next++)
        {
            float difference = block[next] - offset[0];
            sum += squared ? difference * difference : difference;
        }

        return sum;
    }
}
