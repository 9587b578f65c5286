using System.Numerics;

namespace GenreNet.Core.Features.Shape;

/// <summary>The largest and smallest of some bins, several spectra at once, without sorting all.</summary>
internal static unsafe class ExtremeValues
{
    /// <summary>The mean of the roots of the largest powers of a band, and of the smallest.</summary>
    /// <param name="power">A spectrum, a lane a frame.</param>
    /// <param name="band">The bins, and how many are largest and smallest.</param>
    /// <param name="scratch">Room for as many vectors as are chosen.</param>
    public static (Vector<float> Largest, Vector<float> Smallest) MeanRoots(float* power, ContrastBand band, float* scratch)
    {
        int lanes = Vector<float>.Count;
        int count = band.ExtremeCount;
        float* bins = power + ((nint)band.FirstBin * lanes);
        Vector<float> peak = MeanRoot(bins, band.BinCount, scratch, count, isLargest: true);
        Vector<float> valley = MeanRoot(bins, band.BinCount, scratch, count, isLargest: false);
        return (peak, valley);
    }

    /// <summary>Keeps the chosen ones sorted, the one next to leave at the end; a newcomer that beats it in any lane sinks in from there.</summary>
    private static Vector<float> MeanRoot(float* bins, int binCount, float* chosen, int count, bool isLargest)
    {
        int lanes = Vector<float>.Count;
        var worst = new Vector<float>(isLargest ? float.NegativeInfinity : float.PositiveInfinity);
        for (int i = 0; i < count; i++)
        {
            worst.Store(chosen + ((nint)i * lanes));
        }

        for (int i = 0; i < binCount; i++)
        {
            // Music is louder below: starting from the end where the extremes are likely, most newcomers lose at once.
            int bin = isLargest ? i : binCount - 1 - i;
            Vector<float> value = Vector.Load(bins + ((nint)bin * lanes));
            if (isLargest ? !Vector.GreaterThanAny(value, worst) : !Vector.LessThanAny(value, worst))
            {
                continue;
            }

            for (int rank = 0; rank < count; rank++)
            {
                float* place = chosen + ((nint)rank * lanes);
                Vector<float> holder = Vector.Load(place);
                Vector<float> higher = Vector.Max(value, holder);
                Vector<float> lower = Vector.Min(value, holder);
                (isLargest ? higher : lower).Store(place);
                value = isLargest ? lower : higher;
            }

            worst = Vector.Load(chosen + ((nint)(count - 1) * lanes));
        }

        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += Vector.SquareRoot(Vector.Load(chosen + ((nint)i * lanes)));
        }

        return sum / new Vector<float>(count);
    }
}
