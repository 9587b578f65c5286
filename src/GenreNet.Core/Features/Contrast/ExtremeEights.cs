using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>
/// Finds up to 16 of the first values in an order: sorts eight candidates at a time in registers, and merges them with the first values
/// found so far. This has few branches, because processors would predict most of them wrongly.
/// </summary>
/// <remarks>Networks of Knuth, "The Art of Computer Programming", volume 3, section 5.3.4.</remarks>
internal static unsafe class ExtremeEights
{
    /// <summary>The maximum number of values.</summary>
    public const int MostValues = 2 * GroupLength;

    private const int GroupLength = 8;

    /// <summary>Returns whether this class can find the values of a band in scratch memory with a vector per bin of a spectrum.</summary>
    public static bool Fits(int binCount, int count) => count <= GroupLength || (count <= MostValues && binCount >= MostValues);

    /// <summary>Computes the mean of the square roots of the first values in an order.</summary>
    /// <param name="bins">Address of the first bin; one frame per SIMD lane.</param>
    /// <param name="step">Number of floats from one bin to the next.</param>
    /// <param name="binCount">Number of bins, at least <paramref name="count"/>.</param>
    /// <param name="chosen">Scratch memory for <see cref="MostValues"/> vectors, or for half as many up to eight values.</param>
    /// <param name="count">Number of values to average, from 1 to <see cref="MostValues"/>.</param>
    [MethodImpl(HotLoop.Options)]
    public static Vector<float> MeanRoot<TOrder>(float* bins, nint step, int binCount, float* chosen, int count)
        where TOrder : struct, ISortOrder
    {
        int groups = count <= GroupLength ? 1 : 2;
        float* lower = chosen + ((nint)(groups - 1) * GroupLength * Vector<float>.Count);
        float* last = chosen + ((nint)(count - 1) * Vector<float>.Count);
        for (int i = 0; i < groups * GroupLength; i++)
        {
            TOrder.Last.Store(chosen + ((nint)i * Vector<float>.Count));
        }

        for (; binCount > 0; binCount -= GroupLength)
        {
            Vector<float> v0 = Vector.Load(bins);
            Vector<float> v1 = binCount > 1 ? Vector.Load(bins + step) : TOrder.Last;
            Vector<float> v2 = binCount > 2 ? Vector.Load(bins + (2 * step)) : TOrder.Last;
            Vector<float> v3 = binCount > 3 ? Vector.Load(bins + (3 * step)) : TOrder.Last;
            Vector<float> v4 = binCount > 4 ? Vector.Load(bins + (4 * step)) : TOrder.Last;
            Vector<float> v5 = binCount > 5 ? Vector.Load(bins + (5 * step)) : TOrder.Last;
            Vector<float> v6 = binCount > 6 ? Vector.Load(bins + (6 * step)) : TOrder.Last;
            Vector<float> v7 = binCount > 7 ? Vector.Load(bins + (7 * step)) : TOrder.Last;
            bins += GroupLength * step;
            Sort<TOrder>(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            if (!TOrder.AnyBefore(v0, Vector.Load(last)))
            {
                continue;
            }

            KeepFirst<TOrder>(lower, v0, v1, v2, v3, v4, v5, v6, v7);
            if (groups == 2 && TOrder.AnyBefore(Vector.Load(lower), Vector.Load(lower - Vector<float>.Count)))
            {
                Exchange<TOrder>(chosen, lower);
            }
        }

        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += Vector.SquareRoot(Vector.Load(chosen + ((nint)i * Vector<float>.Count)));
        }

        return sum / new Vector<float>(count);
    }

    /// <summary>Sorts eight values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sort<TOrder>(
        ref Vector<float> v0,
        ref Vector<float> v1,
        ref Vector<float> v2,
        ref Vector<float> v3,
        ref Vector<float> v4,
        ref Vector<float> v5,
        ref Vector<float> v6,
        ref Vector<float> v7)
        where TOrder : struct, ISortOrder
    {
        SortOrder.Exchange<TOrder>(ref v0, ref v2);
        SortOrder.Exchange<TOrder>(ref v1, ref v3);
        SortOrder.Exchange<TOrder>(ref v4, ref v6);
        SortOrder.Exchange<TOrder>(ref v5, ref v7);
        SortOrder.Exchange<TOrder>(ref v0, ref v4);
        SortOrder.Exchange<TOrder>(ref v1, ref v5);
        SortOrder.Exchange<TOrder>(ref v2, ref v6);
        SortOrder.Exchange<TOrder>(ref v3, ref v7);
        SortOrder.Exchange<TOrder>(ref v0, ref v1);
        SortOrder.Exchange<TOrder>(ref v2, ref v3);
        SortOrder.Exchange<TOrder>(ref v4, ref v5);
        SortOrder.Exchange<TOrder>(ref v6, ref v7);
        SortOrder.Exchange<TOrder>(ref v2, ref v4);
        SortOrder.Exchange<TOrder>(ref v3, ref v5);
        SortOrder.Exchange<TOrder>(ref v1, ref v4);
        SortOrder.Exchange<TOrder>(ref v3, ref v6);
        SortOrder.Exchange<TOrder>(ref v1, ref v2);
        SortOrder.Exchange<TOrder>(ref v3, ref v4);
        SortOrder.Exchange<TOrder>(ref v5, ref v6);
    }

    /// <summary>Sorts eight values that first rise and then fall in the order, or first fall and then rise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge<TOrder>(
        ref Vector<float> v0,
        ref Vector<float> v1,
        ref Vector<float> v2,
        ref Vector<float> v3,
        ref Vector<float> v4,
        ref Vector<float> v5,
        ref Vector<float> v6,
        ref Vector<float> v7)
        where TOrder : struct, ISortOrder
    {
        SortOrder.Exchange<TOrder>(ref v0, ref v4);
        SortOrder.Exchange<TOrder>(ref v1, ref v5);
        SortOrder.Exchange<TOrder>(ref v2, ref v6);
        SortOrder.Exchange<TOrder>(ref v3, ref v7);
        SortOrder.Exchange<TOrder>(ref v0, ref v2);
        SortOrder.Exchange<TOrder>(ref v1, ref v3);
        SortOrder.Exchange<TOrder>(ref v4, ref v6);
        SortOrder.Exchange<TOrder>(ref v5, ref v7);
        SortOrder.Exchange<TOrder>(ref v0, ref v1);
        SortOrder.Exchange<TOrder>(ref v2, ref v3);
        SortOrder.Exchange<TOrder>(ref v4, ref v5);
        SortOrder.Exchange<TOrder>(ref v6, ref v7);
    }

    /// <summary>Replaces a sorted group by the first eight values of it and of eight sorted candidates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KeepFirst<TOrder>(
        float* group,
        Vector<float> v0,
        Vector<float> v1,
        Vector<float> v2,
        Vector<float> v3,
        Vector<float> v4,
        Vector<float> v5,
        Vector<float> v6,
        Vector<float> v7)
        where TOrder : struct, ISortOrder
    {
        int lanes = Vector<float>.Count;
        v7 = TOrder.Earlier(v7, Vector.Load(group));
        v6 = TOrder.Earlier(v6, Vector.Load(group + lanes));
        v5 = TOrder.Earlier(v5, Vector.Load(group + (2 * lanes)));
        v4 = TOrder.Earlier(v4, Vector.Load(group + (3 * lanes)));
        v3 = TOrder.Earlier(v3, Vector.Load(group + (4 * lanes)));
        v2 = TOrder.Earlier(v2, Vector.Load(group + (5 * lanes)));
        v1 = TOrder.Earlier(v1, Vector.Load(group + (6 * lanes)));
        v0 = TOrder.Earlier(v0, Vector.Load(group + (7 * lanes)));
        Merge<TOrder>(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        Store(group, v0, v1, v2, v3, v4, v5, v6, v7);
    }

    /// <summary>Distributes the values of two sorted groups: the first eight to one, the last eight to the other.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Exchange<TOrder>(float* first, float* second)
        where TOrder : struct, ISortOrder
    {
        int lanes = Vector<float>.Count;
        Vector<float> v0 = Vector.Load(second);
        Vector<float> v1 = Vector.Load(second + lanes);
        Vector<float> v2 = Vector.Load(second + (2 * lanes));
        Vector<float> v3 = Vector.Load(second + (3 * lanes));
        Vector<float> v4 = Vector.Load(second + (4 * lanes));
        Vector<float> v5 = Vector.Load(second + (5 * lanes));
        Vector<float> v6 = Vector.Load(second + (6 * lanes));
        Vector<float> v7 = Vector.Load(second + (7 * lanes));
        Vector<float> u0 = Vector.Load(first);
        Vector<float> u1 = Vector.Load(first + lanes);
        Vector<float> u2 = Vector.Load(first + (2 * lanes));
        Vector<float> u3 = Vector.Load(first + (3 * lanes));
        Vector<float> u4 = Vector.Load(first + (4 * lanes));
        Vector<float> u5 = Vector.Load(first + (5 * lanes));
        Vector<float> u6 = Vector.Load(first + (6 * lanes));
        Vector<float> u7 = Vector.Load(first + (7 * lanes));
        SortOrder.Exchange<TOrder>(ref u0, ref v7);
        SortOrder.Exchange<TOrder>(ref u1, ref v6);
        SortOrder.Exchange<TOrder>(ref u2, ref v5);
        SortOrder.Exchange<TOrder>(ref u3, ref v4);
        SortOrder.Exchange<TOrder>(ref u4, ref v3);
        SortOrder.Exchange<TOrder>(ref u5, ref v2);
        SortOrder.Exchange<TOrder>(ref u6, ref v1);
        SortOrder.Exchange<TOrder>(ref u7, ref v0);
        Merge<TOrder>(ref u0, ref u1, ref u2, ref u3, ref u4, ref u5, ref u6, ref u7);
        Store(first, u0, u1, u2, u3, u4, u5, u6, u7);
        Merge<TOrder>(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        Store(second, v0, v1, v2, v3, v4, v5, v6, v7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* group,
        Vector<float> v0,
        Vector<float> v1,
        Vector<float> v2,
        Vector<float> v3,
        Vector<float> v4,
        Vector<float> v5,
        Vector<float> v6,
        Vector<float> v7)
    {
        int lanes = Vector<float>.Count;
        v0.Store(group);
        v1.Store(group + lanes);
        v2.Store(group + (2 * lanes));
        v3.Store(group + (3 * lanes));
        v4.Store(group + (4 * lanes));
        v5.Store(group + (5 * lanes));
        v6.Store(group + (6 * lanes));
        v7.Store(group + (7 * lanes));
    }
}
