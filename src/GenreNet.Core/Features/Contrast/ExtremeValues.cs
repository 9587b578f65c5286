using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Features;

/// <summary>The largest and smallest of some bins, several spectra at once, without sorting all.</summary>
internal static unsafe class ExtremeValues
{
    // Newcomers are looked at in groups: mostly none of a group is extreme in any lane.
    private const int GroupLength = 4;

    /// <summary>The mean of the roots of the largest powers of a band, and of the smallest.</summary>
    /// <param name="power">A spectrum, a lane a frame.</param>
    /// <param name="band">The bins, and how many are largest and smallest.</param>
    /// <param name="scratch">Room for as many vectors as are chosen.</param>
    public static (Vector<float> Largest, Vector<float> Smallest) MeanRoots(float* power, ContrastBand band, float* scratch)
    {
        float* first = power + ((nint)band.FirstBin * Vector<float>.Count);
        float* last = first + ((nint)(band.BinCount - 1) * Vector<float>.Count);

        // Music is louder below: starting from the end where the extremes are likely, most newcomers lose at once.
        return (
            MeanRoot<Descending>(first, Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount),
            MeanRoot<Ascending>(last, -Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount));
    }

    private static Vector<float> MeanRoot<TOrder>(float* bins, nint step, int binCount, float* chosen, int count)
        where TOrder : struct, IOrder
    {
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
            if (TOrder.AnyBefore(TOrder.Earlier(TOrder.Earlier(v0, v1), TOrder.Earlier(v2, v3)), Vector.Load(last)))
            {
                Insert<TOrder>(v0, chosen, last);
                Insert<TOrder>(v1, chosen, last);
                Insert<TOrder>(v2, chosen, last);
                Insert<TOrder>(v3, chosen, last);
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

    /// <summary>Keeps the chosen ones sorted: in each lane a newcomer takes the place of the first that it goes before, and that one moves on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert<TOrder>(Vector<float> value, float* chosen, float* last)
        where TOrder : struct, IOrder
    {
        if (!TOrder.AnyBefore(value, Vector.Load(last)))
        {
            return;
        }

        for (; chosen <= last; chosen += Vector<float>.Count)
        {
            Vector<float> holder = Vector.Load(chosen);
            TOrder.Earlier(value, holder).Store(chosen);
            value = TOrder.Later(value, holder);
        }
    }

    /// <summary>Which of two comes first; a type, so that each order has code of its own.</summary>
    private interface IOrder
    {
        static abstract Vector<float> Last { get; }

        static abstract Vector<float> Earlier(Vector<float> left, Vector<float> right);

        static abstract Vector<float> Later(Vector<float> left, Vector<float> right);

        static abstract bool AnyBefore(Vector<float> left, Vector<float> right);
    }

    private readonly struct Ascending : IOrder
    {
        public static Vector<float> Last => new(float.PositiveInfinity);

        public static Vector<float> Earlier(Vector<float> left, Vector<float> right) => Vector.MinNative(left, right);

        public static Vector<float> Later(Vector<float> left, Vector<float> right) => Vector.MaxNative(left, right);

        public static bool AnyBefore(Vector<float> left, Vector<float> right) => Vector.LessThanAny(left, right);
    }

    private readonly struct Descending : IOrder
    {
        public static Vector<float> Last => new(float.NegativeInfinity);

        public static Vector<float> Earlier(Vector<float> left, Vector<float> right) => Vector.MaxNative(left, right);

        public static Vector<float> Later(Vector<float> left, Vector<float> right) => Vector.MinNative(left, right);

        public static bool AnyBefore(Vector<float> left, Vector<float> right) => Vector.GreaterThanAny(left, right);
    }
}
