using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Finds the largest and smallest values of some bins in several spectra at once, without sorting all bins.</summary>
internal static unsafe class ExtremeValues
{
    // Candidates are tested in groups, whose best is often not extreme in any SIMD lane.
    private const int GroupLength = 4;

    /// <summary>Computes the mean of the square roots of the largest powers of a band, and of the smallest.</summary>
    /// <param name="power">Power spectra, one frame per SIMD lane.</param>
    /// <param name="band">The bins, and the number of largest and smallest values to average.</param>
    /// <param name="scratch">Scratch memory for as many vectors as a spectrum has bins, at least nine.</param>
    public static (Vector<float> Largest, Vector<float> Smallest) MeanRoots(float* power, ContrastBand band, float* scratch)
    {
        float* first = power + ((nint)band.FirstBin * Vector<float>.Count);
        float* last = first + ((nint)(band.BinCount - 1) * Vector<float>.Count);

        // Music is louder at low frequencies: starting from the end where the extremes are likely rejects most candidates immediately.
        return (
            MeanRoot<Descending>(first, Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount),
            MeanRoot<Ascending>(last, -Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount));
    }

    [MethodImpl(HotLoop.Options)]
    private static Vector<float> MeanRoot<TOrder>(float* bins, nint step, int binCount, float* chosen, int count)
        where TOrder : struct, ISortOrder
    {
        if (count == 1)
        {
            return Vector.SquareRoot(First<TOrder>(bins, step, binCount));
        }

        if (ExtremeEights.Fits(binCount, count))
        {
            return ExtremeEights.MeanRoot<TOrder>(bins, step, binCount, chosen, count);
        }

        float* last = chosen + ((nint)(count - 1) * Vector<float>.Count);
        for (int i = 0; i < count; i++)
        {
            TOrder.Last.Store(chosen + ((nint)i * Vector<float>.Count));
        }

        int bin = 0;
        for (; bin + GroupLength <= binCount; bin += GroupLength)
        {
            float* group = bins + (bin * step);
            Vector<float> v0 = Vector.Load(group);
            Vector<float> v1 = Vector.Load(group + step);
            Vector<float> v2 = Vector.Load(group + (2 * step));
            Vector<float> v3 = Vector.Load(group + (3 * step));
            SortOrder.Exchange<TOrder>(ref v0, ref v1);
            SortOrder.Exchange<TOrder>(ref v2, ref v3);
            SortOrder.Exchange<TOrder>(ref v0, ref v2);
            if (!TOrder.AnyBefore(v0, Vector.Load(last)))
            {
                continue;
            }

            SortOrder.Exchange<TOrder>(ref v1, ref v3);
            SortOrder.Exchange<TOrder>(ref v1, ref v2);
            if (!TOrder.AnyBefore(v1, Vector.Load(last)))
            {
                Insert<TOrder>(v0, chosen, last);
            }
            else if (!TOrder.AnyBefore(v2, Vector.Load(last)))
            {
                Insert<TOrder>(v0, v1, chosen, last);
            }
            else
            {
                Insert<TOrder>(v0, v1, v2, v3, chosen, last);
            }
        }

        for (; bin < binCount; bin++)
        {
            Insert<TOrder>(Vector.Load(bins + (bin * step)), chosen, last);
        }

        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += Vector.SquareRoot(Vector.Load(chosen + ((nint)i * Vector<float>.Count)));
        }

        return sum / new Vector<float>(count);
    }

    [MethodImpl(HotLoop.Options)]
    private static Vector<float> First<TOrder>(float* bins, nint step, int binCount)
        where TOrder : struct, ISortOrder
    {
        Vector<float> first = Vector.Load(bins);
        for (int bin = 1; bin < binCount; bin++)
        {
            first = TOrder.Earlier(first, Vector.Load(bins + (bin * step)));
        }

        return first;
    }

    /// <summary>
    /// Inserts a candidate into the sorted values: in each SIMD lane it replaces the first value that it precedes, which then moves down.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private static void Insert<TOrder>(Vector<float> v0, float* chosen, float* last)
        where TOrder : struct, ISortOrder
    {
        for (; chosen <= last; chosen += Vector<float>.Count)
        {
            Vector<float> holder = Vector.Load(chosen);
            TOrder.Earlier(v0, holder).Store(chosen);
            v0 = TOrder.Later(v0, holder);
        }
    }

    /// <summary>Inserts two sorted candidates in one pass, which takes fewer loads and stores than two.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Insert<TOrder>(Vector<float> v0, Vector<float> v1, float* chosen, float* last)
        where TOrder : struct, ISortOrder
    {
        for (; chosen <= last; chosen += Vector<float>.Count)
        {
            Vector<float> holder = Vector.Load(chosen);
            SortOrder.Exchange<TOrder>(ref v0, ref holder);
            v0.Store(chosen);
            v0 = holder;
            SortOrder.Exchange<TOrder>(ref v0, ref v1);
        }
    }

    /// <summary>Inserts four sorted candidates in one pass.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Insert<TOrder>(Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3, float* chosen, float* last)
        where TOrder : struct, ISortOrder
    {
        for (; chosen <= last; chosen += Vector<float>.Count)
        {
            Vector<float> holder = Vector.Load(chosen);
            SortOrder.Exchange<TOrder>(ref v0, ref holder);
            v0.Store(chosen);
            v0 = holder;
            SortOrder.Exchange<TOrder>(ref v0, ref v1);
            SortOrder.Exchange<TOrder>(ref v1, ref v2);
            SortOrder.Exchange<TOrder>(ref v2, ref v3);
        }
    }
}
