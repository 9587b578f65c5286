using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>Draws the order of the segments of an epoch.</summary>
internal static class SegmentDraw
{
    /// <summary>Draws as many segments as there are, each as often as its share requires (rounded down or up), in random order.</summary>
    /// <param name="shares">The share of each segment, zero or more; not all zero.</param>
    /// <param name="random">The random number generator.</param>
    /// <remarks>
    /// Systematic sampling: one random start and equal steps through the cumulative shares, with less variance than independent draws.
    /// </remarks>
    public static int[] ByShare(double[] shares, SeededRandom random)
    {
        double step = shares.Sum() / shares.Length;
        double next = random.NextDouble() * step;
        double sum = 0;
        List<int> drawn = new(shares.Length);
        for (int i = 0; i < shares.Length; i++)
        {
            sum += shares[i];
            for (; next < sum && drawn.Count < shares.Length; next += step)
            {
                drawn.Add(i);
            }
        }

        // Rounding can put the last step just past the end.
        int last = Array.FindLastIndex(shares, share => share > 0);
        while (drawn.Count < shares.Length)
        {
            drawn.Add(last);
        }

        int[] order = [.. drawn];
        random.Shuffle<int>(order);
        return order;
    }

    /// <summary>Returns every segment once, in random order.</summary>
    /// <param name="count">Number of segments.</param>
    /// <param name="random">The random number generator.</param>
    public static int[] Once(int count, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        return order;
    }
}
