using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes moments of the magnitudes of several spectra at once.</summary>
internal static unsafe class SpectralMoments
{
    /// <summary>The number of bins per partial sum: few enough to keep six digits in single precision.</summary>
    public const int BinsPerSum = 64;

    /// <summary>Computes the mean bin, weighted by magnitude, and the sum of the magnitudes. Silence has bin 0 and a sum of 1.</summary>
    [MethodImpl(HotLoop.Options)]
    public static (Vector<float> Bin, Vector<float> Sum) MeanBin(float* magnitudes, int binCount)
    {
        Vector<float> total = Vector<float>.Zero;
        Vector<float> weighted = Vector<float>.Zero;
        for (int start = 0; start < binCount; start += BinsPerSum)
        {
            Vector<float> sum = Vector<float>.Zero;
            Vector<float> moment = Vector<float>.Zero;
            Vector<float> index = Vector<float>.Zero;
            int end = Math.Min(start + BinsPerSum, binCount);
            for (int bin = start; bin < end; bin++)
            {
                Vector<float> magnitude = Vector.Load(magnitudes + ((nint)bin * Vector<float>.Count));
                sum += magnitude;
                moment = VectorSum.MultiplyAdd(magnitude, index, moment);
                index += Vector<float>.One;
            }

            total += sum;
            weighted += moment + (sum * start);
        }

        // librosa does not divide by numbers smaller than the smallest normal number.
        var smallest = new Vector<float>(1.17549435e-38f);
        total = Vector.ConditionalSelect(Vector.LessThan(total, smallest), Vector<float>.One, total);
        return (weighted / total, total);
    }

    /// <summary>
    /// Computes the sum of a power of the distance from a bin, weighted by magnitude and not yet divided by the sum of the magnitudes.
    /// </summary>
    /// <remarks>Distances are fractions of <paramref name="binCount"/>, so no power of them overflows.</remarks>
    public static Vector<float> Deviation(float* magnitudes, int binCount, Vector<float> centre, double exponent) => exponent == 2
        ? Deviation(magnitudes, binCount, centre, default(Square))
        : Deviation(magnitudes, binCount, centre, new AnyPower(exponent));

    [MethodImpl(HotLoop.Options)]
    private static Vector<float> Deviation<TPower>(float* magnitudes, int binCount, Vector<float> centre, TPower power)
        where TPower : struct, IPower
    {
        Vector<float> total = Vector<float>.Zero;
        float share = 1f / binCount;
        for (int start = 0; start < binCount; start += BinsPerSum)
        {
            Vector<float> sum = Vector<float>.Zero;
            Vector<float> index = Vector<float>.Zero;
            Vector<float> middle = centre - new Vector<float>(start);
            int end = Math.Min(start + BinsPerSum, binCount);
            for (int bin = start; bin < end; bin++)
            {
                Vector<float> magnitude = Vector.Load(magnitudes + ((nint)bin * Vector<float>.Count));
                Vector<float> distance = Vector.Abs(index - middle) * share;
                index += Vector<float>.One;
                sum = VectorSum.MultiplyAdd(magnitude, power.Of(distance), sum);
            }

            total += sum;
        }

        return total;
    }

    /// <summary>Raises each number to a power by means of the exponential function; zero stays zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Power(Vector<float> values, double exponent)
    {
        Vector<float> powers = Vector.Exp(Vector.Log(values) * (float)exponent);
        return Vector.ConditionalSelect(Vector.Equals(values, Vector<float>.Zero), Vector<float>.Zero, powers);
    }

    /// <summary>Raises distances to a power; a type parameter, so that the JIT compiles a short loop for squares.</summary>
    private interface IPower
    {
        Vector<float> Of(Vector<float> distance);
    }

    private readonly struct Square : IPower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> distance) => distance * distance;
    }

    private readonly struct AnyPower(double exponent) : IPower
    {
        public Vector<float> Of(Vector<float> distance) => Power(distance, exponent);
    }
}
