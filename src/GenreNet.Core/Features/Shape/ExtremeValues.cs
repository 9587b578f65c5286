using System.Numerics;

namespace GenreNet.Core.Features.Shape;

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
            MeanRoot(first, Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount, isLargest: true),
            MeanRoot(last, -Vector<float>.Count, band.BinCount, scratch, band.ExtremeCount, isLargest: false));
    }

    private static Vector<float> MeanRoot(float* bins, nint step, int binCount, float* chosen, int count, bool isLargest)
    {
        float* worst = chosen + ((nint)(count - 1) * Vector<float>.Count);
        for (int i = 0; i < count; i++)
        {
            new Vector<float>(isLargest ? float.NegativeInfinity : float.PositiveInfinity).Store(chosen + ((nint)i * Vector<float>.Count));
        }

        int bin = 0;
        for (; bin + GroupLength <= binCount; bin += GroupLength)
        {
            float* group = bins + (bin * step);
            Vector<float> best = isLargest
                ? Vector.Max(Vector.Max(Vector.Load(group), Vector.Load(group + step)), Vector.Max(Vector.Load(group + (2 * step)), Vector.Load(group + (3 * step))))
                : Vector.Min(Vector.Min(Vector.Load(group), Vector.Load(group + step)), Vector.Min(Vector.Load(group + (2 * step)), Vector.Load(group + (3 * step))));
            for (int i = 0; i < GroupLength && Beats(best, Vector.Load(worst), isLargest); i++)
            {
                Vector<float> value = Vector.Load(group + (i * step));
                if (Beats(value, Vector.Load(worst), isLargest))
                {
                    Insert(value, chosen, count, isLargest);
                }
            }
        }

        for (; bin < binCount; bin++)
        {
            Insert(Vector.Load(bins + (bin * step)), chosen, count, isLargest);
        }

        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += Vector.SquareRoot(Vector.Load(chosen + ((nint)i * Vector<float>.Count)));
        }

        return sum / new Vector<float>(count);
    }

    /// <summary>Whether a value belongs before another in any lane.</summary>
    private static bool Beats(Vector<float> value, Vector<float> other, bool isLargest) =>
        isLargest ? Vector.GreaterThanAny(value, other) : Vector.LessThanAny(value, other);

    /// <summary>Keeps the chosen ones sorted: in each lane a newcomer takes the place of the first that it beats, and that one moves on.</summary>
    private static void Insert(Vector<float> value, float* chosen, int count, bool isLargest)
    {
        for (int rank = 0; rank < count; rank++)
        {
            float* place = chosen + ((nint)rank * Vector<float>.Count);
            Vector<float> holder = Vector.Load(place);
            Vector<float> higher = Vector.Max(value, holder);
            Vector<float> lower = Vector.Min(value, holder);
            (isLargest ? higher : lower).Store(place);
            value = isLargest ? lower : higher;
        }
    }
}
