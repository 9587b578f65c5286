using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>The order of an epoch's segments.</summary>
internal static class SegmentDraw
{
    /// <summary>Draws as many segments as there are, each as often as its share says, up to one more or less, in random order.</summary>
    /// <param name="shares">Zero or more each, not all zero.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <remarks>Systematic sampling: one random start and equal steps through the summed shares, which varies less than independent draws.</remarks>
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

        // Rounding can leave the last step just behind the end.
        int last = Array.FindLastIndex(shares, share => share > 0);
        while (drawn.Count < shares.Length)
        {
            drawn.Add(last);
        }

        int[] order = [.. drawn];
        random.Shuffle<int>(order);
        return order;
    }

    /// <summary>Every segment once, in random order.</summary>
    /// <param name="count">Number of segments.</param>
    /// <param name="random">Where chance comes from.</param>
    public static int[] Once(int count, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        return order;
    }
}
