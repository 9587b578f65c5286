using System.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents a clip as a binary image: for each of 32 bands and each frame, whether the band is louder than its surroundings in time, and
/// whether it is loud enough to decide that. Immutable.
/// </summary>
/// <remarks>
/// Based on the sub-fingerprints of Haitsma and Kalker, "A highly robust audio fingerprinting system", ISMIR 2002, but compared with the
/// mean of the surrounding second and a half instead of the previous frame: a bit then lasts longer than a frame, and clips may begin
/// between two.
/// </remarks>
internal sealed class BandBits
{
    private const int Bits = 32;
    private const int Group = MelImage.BandCount / Bits;
    private const int SurroundingFrames = 32;

    // Cells more than this many dB below the loudest cell may be noise in one clip and removed by a codec in the other.
    private const float AudibleRange = 40;

    // With fewer comparable bits, the similarity is dominated by chance.
    private const double FewestAudible = 0.05;

    private readonly uint[] _isLouder;
    private readonly uint[] _isAudible;

    /// <summary>Wraps bit masks, one word of each kind per frame.</summary>
    /// <param name="isLouder">Whether each band is louder than its surroundings in time.</param>
    /// <param name="isAudible">Whether each band is loud enough for the other bit to be meaningful.</param>
    public BandBits(uint[] isLouder, uint[] isAudible) => (_isLouder, _isAudible) = (isLouder, isAudible);

    /// <summary>Computes the bits of a clip.</summary>
    public static BandBits Of(MelImage image)
    {
        int frames = image.FrameCount;
        var bits = new BandBits(new uint[frames], new uint[frames]);
        float floor = image.Decibels.Append(float.MinValue).Max() - AudibleRange;
        float[] levels = Levels(image, floor);
        var band = new float[frames];
        var sums = new double[frames + 1];
        for (int bit = 0; bit < Bits; bit++)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                band[frame] = Mean(image.Decibels.AsSpan((frame * MelImage.BandCount) + (bit * Group), Group), floor) - levels[frame];
                sums[frame + 1] = sums[frame] + band[frame];
            }

            for (int frame = 0; frame < frames; frame++)
            {
                int from = Math.Max(0, frame - SurroundingFrames);
                int to = Math.Min(frames, frame + SurroundingFrames + 1);
                double around = (sums[to] - sums[from]) / (to - from);
                bits._isLouder[frame] |= band[frame] > around ? 1u << bit : 0;
                bits._isAudible[frame] |= band[frame] + levels[frame] > floor ? 1u << bit : 0;
            }
        }

        return bits;
    }

    /// <summary>
    /// Computes the fraction of equal bits where two clips overlap and both are audible: 1 for identical clips, about 0.5 for unrelated
    /// ones, 0 if there are too few bits.
    /// </summary>
    /// <param name="other">The other clip.</param>
    /// <param name="shift">Frame of the other clip minus the frame of this one at the same moment of music.</param>
    /// <param name="overlap">Number of frames compared; 0 if the clips do not overlap.</param>
    public double Agreement(BandBits other, int shift, out int overlap)
    {
        int first = Math.Max(0, -shift);
        int last = Math.Min(_isLouder.Length, other._isLouder.Length - shift);
        overlap = Math.Max(0, last - first);
        long audible = 0;
        long different = 0;
        for (int frame = first; frame < last; frame++)
        {
            uint both = _isAudible[frame] & other._isAudible[frame + shift];
            audible += BitOperations.PopCount(both);
            different += BitOperations.PopCount((_isLouder[frame] ^ other._isLouder[frame + shift]) & both);
        }

        return audible == 0 || audible < FewestAudible * Bits * overlap ? 0 : 1 - ((double)different / audible);
    }

    /// <summary>Computes the level of every frame, which is subtracted; otherwise all beats would look alike.</summary>
    private static float[] Levels(MelImage image, float floor)
    {
        var levels = new float[image.FrameCount];
        for (int frame = 0; frame < levels.Length; frame++)
        {
            levels[frame] = Mean(image.Decibels.AsSpan(frame * MelImage.BandCount, MelImage.BandCount), floor);
        }

        return levels;
    }

    private static float Mean(ReadOnlySpan<float> cells, float floor)
    {
        float sum = 0;
        foreach (float cell in cells)
        {
            sum += Math.Max(cell, floor);
        }

        return sum / cells.Length;
    }
}
