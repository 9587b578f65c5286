using System.Numerics;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>The largest and smallest values of a band, against a sort.</summary>
public class ExtremeValuesTests
{
    private const int FirstBin = 3;

    /// <summary>One value, fewer than a group of candidates, as many as by default, and all values of the band.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(9, 9)]
    [InlineData(16, 16)]
    [InlineData(50, 2)]
    [InlineData(148, 3)]
    [InlineData(297, 6)]
    [InlineData(431, 9)]
    [InlineData(431, 16)]
    [InlineData(431, 43)]
    public void Means_of_roots_are_those_of_sorted_values(int binCount, int count)
    {
        var random = new SeededRandom(5);
        foreach (double slope in (ReadOnlySpan<double>)[-6, 0, 6])
        {
            // Powers that fall, rise or neither, of which some are equal.
            float[] power = [.. Enumerable.Range(0, (FirstBin + binCount) * Vector<float>.Count)
                .Select(i => (float)(Math.Pow(10, slope * i / binCount / Vector<float>.Count) * Math.Round(random.NextDouble(0, 20), 1)))];
            (float[] largest, float[] smallest) = MeanRoots(power, new ContrastBand(FirstBin, binCount, count));
            for (int lane = 0; lane < Vector<float>.Count; lane++)
            {
                double[] roots = [.. Enumerable.Range(FirstBin, binCount).Select(bin => Math.Sqrt(power[(bin * Vector<float>.Count) + lane])).Order()];
                Assert.Equal(1, largest[lane] / roots[^count..].Average(), 1e-5);
                Assert.Equal(roots[..count].Average(), smallest[lane], 1e-5 * Math.Max(roots[..count].Average(), 1e-30));
            }
        }
    }

    private static unsafe (float[] Largest, float[] Smallest) MeanRoots(float[] power, ContrastBand band)
    {
        float[] scratch = new float[Math.Max(9, FirstBin + band.BinCount) * Vector<float>.Count];
        fixed (float* values = power)
        fixed (float* room = scratch)
        {
            (Vector<float> largest, Vector<float> smallest) = ExtremeValues.MeanRoots(values, band, room);
            float[] first = new float[Vector<float>.Count];
            float[] second = new float[Vector<float>.Count];
            largest.CopyTo(first);
            smallest.CopyTo(second);
            return (first, second);
        }
    }
}
