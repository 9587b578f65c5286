using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Sums over vectors of doubles in a fixed order: equal input gives bit-identical results on processors with the same vector width.
/// </summary>
internal static class Vectors
{
    /// <summary>Computes the sum of <c>left[i] * right[i]</c>.</summary>
    /// <param name="left">The first vector.</param>
    /// <param name="right">The second vector, of the same length.</param>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length);
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector<double> even = Vector<double>.Zero;
        Vector<double> odd = Vector<double>.Zero;
        int width = Vector<double>.Count;
        int i = 0;
        for (; i <= left.Length - (2 * width); i += 2 * width)
        {
            even += Vector.LoadUnsafe(ref a, (nuint)i) * Vector.LoadUnsafe(ref b, (nuint)i);
            odd += Vector.LoadUnsafe(ref a, (nuint)(i + width)) * Vector.LoadUnsafe(ref b, (nuint)(i + width));
        }

        double sum = Vector.Sum(even + odd);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>Adds <c>factor * source[i]</c> to each <c>target[i]</c>.</summary>
    /// <param name="target">The vector to add to, changed in place.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="source">The vector to add, of the same length.</param>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, target.Length);
        ref double a = ref MemoryMarshal.GetReference(target);
        ref double b = ref MemoryMarshal.GetReference(source);
        var factors = new Vector<double>(factor);
        int width = Vector<double>.Count;
        int i = 0;
        for (; i <= target.Length - width; i += width)
        {
            (Vector.LoadUnsafe(ref a, (nuint)i) + (factors * Vector.LoadUnsafe(ref b, (nuint)i))).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
