using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes the median.</summary>
internal static class Median
{
    /// <summary>Computes the median; for an even count, the mean of the two middle numbers.</summary>
    /// <param name="numbers">Non-negative numbers; at least one.</param>
    public static float Of(ReadOnlySpan<float> numbers)
    {
        // The bits of non-negative numbers, read as integers, have the same order as the numbers.
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(numbers);
        int rank = (numbers.Length - 1) / 2;
        int middle = 0;
        if (CountUpTo(bits, 0) <= rank)
        {
            // Bit by bit from the highest, find the largest number with at most rank numbers below it. A quickselect would need fewer
            // steps, but each with a branch that the processor mispredicts.
            for (int bit = 1 << 30; bit > 0; bit >>= 1)
            {
                middle += CountUpTo(bits, middle + bit - 1) <= rank ? bit : 0;
            }
        }

        float lower = BitConverter.Int32BitsToSingle(middle);
        bool isShared = numbers.Length % 2 == 1 || CountUpTo(bits, middle) > rank + 1;
        return isShared ? lower : (lower + LeastAbove(numbers, lower)) / 2;
    }

    [MethodImpl(HotLoop.Options)]
    private static int CountUpTo(ReadOnlySpan<int> bits, int limit)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(bits);
        var limits = new Vector<int>(limit);
        Vector<int> negativeCounts = Vector<int>.Zero;
        foreach (Vector<int> vector in vectors)
        {
            negativeCounts += Vector.LessThanOrEqual(vector, limits);
        }

        int count = -Vector.Sum(negativeCounts);
        for (int i = vectors.Length * Vector<int>.Count; i < bits.Length; i++)
        {
            count += bits[i] <= limit ? 1 : 0;
        }

        return count;
    }

    private static float LeastAbove(ReadOnlySpan<float> numbers, float limit)
    {
        float least = float.PositiveInfinity;
        foreach (float number in numbers)
        {
            least = number > limit && number < least ? number : least;
        }

        return least;
    }
}
