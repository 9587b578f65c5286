using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Features;

/// <summary>Finds silence: stretches whose level, without a DC offset, is below -80 dBFS.</summary>
/// <remarks>
/// The dither of 16-bit audio is at about -96 dBFS, and the quietest of 710 GTZAN clips has a mean level of -46 dBFS. A DC offset is inaudible, so the mean
/// of a block is subtracted first.
/// </remarks>
internal static class Silence
{
    /// <summary>Root mean square below which a block is silent: -80 dBFS.</summary>
    public const float Level = 1e-4f;

    // 93 ms at 22 050 Hz: two periods of the lowest audible tone.
    private const int BlockLength = 2048;

    // Less sound than this, and than this share, does not make a segment audible: the edges of a DC offset ring in a resampler, and a click has no genre.
    private const double LeastSeconds = 0.2;
    private const double LeastShare = 0.1;

    // Shorter rests belong to the music.
    private const double ShortestGapSeconds = 0.5;

    /// <summary>Copies samples without the silent stretches of half a second and longer.</summary>
    /// <param name="samples">Mono samples, -1 to 1.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="destination">Receives what sounds; room for all samples.</param>
    /// <returns>How many samples were copied.</returns>
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

    /// <summary>Determines whether a segment is silent: all of it, or all but a click.</summary>
    /// <param name="silent">Samples in silent blocks.</param>
    /// <param name="length">Samples of the segment.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static bool Covers(long silent, long length, int sampleRate)
    {
        long sounding = length - silent;
        return sounding == 0 || (sounding <= LeastSeconds * sampleRate && sounding <= LeastShare * length);
    }

    /// <summary>Determines whether the block that begins at a sample is silent. The last one overlaps the one before: the mean of a few samples says nothing about an offset.</summary>
    private static bool IsBlockSilent(ReadOnlySpan<float> samples, int start)
    {
        int end = Math.Min(start + BlockLength, samples.Length);
        return IsSilent(samples[Math.Max(0, end - BlockLength)..end]);
    }

    private static bool IsSilent(ReadOnlySpan<float> block)
    {
        if (IsClearlyAudible(block))
        {
            return false;
        }

        // Two passes, because the squares of an offset would drown those of the sound in single precision.
        var mean = new Vector<float>(Sum(block, Vector<float>.Zero, squared: false) / block.Length);
        return Sum(block, mean, squared: true) < Level * Level * block.Length;
    }

    /// <summary>Determines from the first samples that differ enough that a block is not silent. Music is decided after a few samples.</summary>
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
