using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numerics;

/// <summary>Computes dot products of vectors.</summary>
/// <remarks>
/// The methods for one, two and four products add in the same order, so their results are bit-identical. Each sum uses two chains of
/// additions: a processor starts two additions per cycle, but each must wait four cycles for the previous one in its chain.
/// </remarks>
internal static class DotProduct
{
    /// <summary>Computes the sum of <c>left[i] * right[i]</c> with as many partial sums as SIMD lanes.</summary>
    /// <param name="left">First vector.</param>
    /// <param name="right">Second vector, of the same length.</param>
    [MethodImpl(HotLoop.Options)]
    internal static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length);
        if (OperatingSystem.IsBrowser())
        {
            return InterpretedDotProduct.Of(left, right);
        }

        ref float a = ref MemoryMarshal.GetReference(left);
        ref float b = ref MemoryMarshal.GetReference(right);
        var even = Vector<float>.Zero;
        var odd = Vector<float>.Zero;
        int i = 0;
        for (; i <= left.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            int next = i + Vector<float>.Count;
            even = VectorSum.MultiplyAdd(Load(ref a, i), Load(ref b, i), even);
            odd = VectorSum.MultiplyAdd(Load(ref a, next), Load(ref b, next), odd);
        }

        return Vector.Sum(even + odd) + Rest(left[i..], right[i..]);
    }

    /// <summary>Computes the dot products of one vector with two others stored consecutively.</summary>
    /// <param name="left">The two vectors: the second starts at <paramref name="stride"/>.</param>
    /// <param name="stride">Distance between the starts of the vectors, zero or more.</param>
    /// <param name="right">The single vector, loaded once for both products.</param>
    /// <returns>The two products, in order.</returns>
    [MethodImpl(HotLoop.Options)]
    internal static (float First, float Second) OfTwo(ReadOnlySpan<float> left, int stride, ReadOnlySpan<float> right)
    {
        if (OperatingSystem.IsBrowser())
        {
            return InterpretedDotProduct.OfTwo(left, stride, right);
        }

        ReadOnlySpan<float> first = left[..right.Length];
        ReadOnlySpan<float> second = left.Slice(stride, right.Length);
        ref float a = ref MemoryMarshal.GetReference(first);
        ref float b = ref MemoryMarshal.GetReference(second);
        ref float row = ref MemoryMarshal.GetReference(right);
        var evenA = Vector<float>.Zero;
        var evenB = Vector<float>.Zero;
        var oddA = Vector<float>.Zero;
        var oddB = Vector<float>.Zero;
        int i = 0;
        for (; i <= right.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            Vector<float> weights = Load(ref row, i);
            evenA = VectorSum.MultiplyAdd(Load(ref a, i), weights, evenA);
            evenB = VectorSum.MultiplyAdd(Load(ref b, i), weights, evenB);
            int next = i + Vector<float>.Count;
            weights = Load(ref row, next);
            oddA = VectorSum.MultiplyAdd(Load(ref a, next), weights, oddA);
            oddB = VectorSum.MultiplyAdd(Load(ref b, next), weights, oddB);
        }

        ReadOnlySpan<float> last = right[i..];
        return (Vector.Sum(evenA + oddA) + Rest(first[i..], last), Vector.Sum(evenB + oddB) + Rest(second[i..], last));
    }

    /// <summary>Computes the dot products of one vector with four others stored at equal distances.</summary>
    /// <param name="left">The four vectors: the first starts at 0, the next at <paramref name="stride"/>, and so on.</param>
    /// <param name="stride">Distance between the starts of consecutive vectors, zero or more.</param>
    /// <param name="right">The single vector, loaded once for all four products.</param>
    /// <returns>The four products, in order.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (float First, float Second, float Third, float Fourth) OfFour(ReadOnlySpan<float> left, int stride, ReadOnlySpan<float> right)
    {
        if (OperatingSystem.IsBrowser())
        {
            return InterpretedDotProduct.OfFour(left, stride, right);
        }

        // Slicing checks the bounds, so the loop need not.
        ReadOnlySpan<float> first = left[..right.Length];
        ReadOnlySpan<float> second = left.Slice(stride, right.Length);
        ReadOnlySpan<float> third = left.Slice(2 * stride, right.Length);
        ReadOnlySpan<float> fourth = left.Slice(3 * stride, right.Length);
        ref float a = ref MemoryMarshal.GetReference(first);
        ref float b = ref MemoryMarshal.GetReference(second);
        ref float c = ref MemoryMarshal.GetReference(third);
        ref float d = ref MemoryMarshal.GetReference(fourth);
        ref float row = ref MemoryMarshal.GetReference(right);
        var evenA = Vector<float>.Zero;
        var evenB = Vector<float>.Zero;
        var evenC = Vector<float>.Zero;
        var evenD = Vector<float>.Zero;
        var oddA = Vector<float>.Zero;
        var oddB = Vector<float>.Zero;
        var oddC = Vector<float>.Zero;
        var oddD = Vector<float>.Zero;
        int i = 0;
        for (; i <= right.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            Vector<float> weights = Load(ref row, i);
            evenA = VectorSum.MultiplyAdd(Load(ref a, i), weights, evenA);
            evenB = VectorSum.MultiplyAdd(Load(ref b, i), weights, evenB);
            evenC = VectorSum.MultiplyAdd(Load(ref c, i), weights, evenC);
            evenD = VectorSum.MultiplyAdd(Load(ref d, i), weights, evenD);
            int next = i + Vector<float>.Count;
            weights = Load(ref row, next);
            oddA = VectorSum.MultiplyAdd(Load(ref a, next), weights, oddA);
            oddB = VectorSum.MultiplyAdd(Load(ref b, next), weights, oddB);
            oddC = VectorSum.MultiplyAdd(Load(ref c, next), weights, oddC);
            oddD = VectorSum.MultiplyAdd(Load(ref d, next), weights, oddD);
        }

        ReadOnlySpan<float> last = right[i..];
        return (
            Vector.Sum(evenA + oddA) + Rest(first[i..], last),
            Vector.Sum(evenB + oddB) + Rest(second[i..], last),
            Vector.Sum(evenC + oddC) + Rest(third[i..], last),
            Vector.Sum(evenD + oddD) + Rest(fourth[i..], last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ref float first, int index) => Vector.LoadUnsafe(ref first, (nuint)index);

    /// <summary>Computes the remainder after all pairs of SIMD vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Rest(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
