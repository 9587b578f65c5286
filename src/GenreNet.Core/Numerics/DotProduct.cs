using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numerics;

/// <summary>The sum of products of two vectors.</summary>
internal static class DotProduct
{
    /// <summary>Sums <c>left[i] * right[i]</c> in as many partial sums as the processor computes at once.</summary>
    /// <param name="left">Numbers.</param>
    /// <param name="right">As many numbers.</param>
    internal static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length);
        ReadOnlySpan<Vector<float>> leftVectors = MemoryMarshal.Cast<float, Vector<float>>(left);
        ReadOnlySpan<Vector<float>> rightVectors = MemoryMarshal.Cast<float, Vector<float>>(right);

        // Two chains of additions: each waits for its own last result only.
        Vector<float> even = Vector<float>.Zero;
        Vector<float> odd = Vector<float>.Zero;
        int i = 0;
        for (; i + 1 < leftVectors.Length; i += 2)
        {
            even += leftVectors[i] * rightVectors[i];
            odd += leftVectors[i + 1] * rightVectors[i + 1];
        }

        if (i < leftVectors.Length)
        {
            even += leftVectors[i] * rightVectors[i];
        }

        float sum = Vector.Sum(even + odd);
        for (i = leftVectors.Length * Vector<float>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
