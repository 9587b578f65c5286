using System.Numerics;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>Arithmetic on whole vectors and on what is left over, against one number after the other.</summary>
public class PrimitiveTests
{
    /// <summary>Nothing, less than a vector, one, two, and some left over, whatever the width.</summary>
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 70), 1000, 1023];

    [Fact]
    public void Dot_product_is_the_sum_of_products()
    {
        foreach (int length in Lengths)
        {
            (float[] left, float[] right) = (Sound.Noise(length, 1), Sound.Noise(length, 2));
            double expected = 0;
            double size = 0;
            for (int i = 0; i < length; i++)
            {
                expected += (double)left[i] * right[i];
                size += Math.Abs((double)left[i] * right[i]);
            }

            // Each partial sum is rounded to 6e-8 of the terms in it.
            Assert.Equal(expected, DotProduct.Of(left, right), 1e-6 * size);
        }
    }

    [Fact]
    public void Decibels_are_ten_logarithms_down_to_the_floor()
    {
        var random = new SeededRandom(3);
        foreach (int length in Lengths)
        {
            float[] powers = [.. Enumerable.Range(0, length).Select(_ => (float)Math.Pow(10, random.NextDouble(-14, 30)))];
            float[] decibels = new float[length];
            Decibels.FromPower(powers, decibels);
            for (int i = 0; i < length; i++)
            {
                // The last digit of 300 dB.
                Assert.Equal(10 * Math.Log10(Math.Max(powers[i], 1e-10)), decibels[i], 3e-5);
            }

        }
    }

    [Fact]
    public void Floor_follows_the_loudest_value()
    {
        float[] cells = [.. Enumerable.Repeat((float[])[-10, -50, -91, -200], Vector<float>.Count).SelectMany(values => values)];
        Floor(new ClipFloor(80, DecibelReference.One), cells);
        Assert.Equal(Enumerable.Repeat((float[])[-10, -50, -90, -90], Vector<float>.Count).SelectMany(values => values), cells);
    }

    [Fact]
    public void Floor_and_reference_follow_the_loudest_cell()
    {
        var random = new SeededRandom(4);
        foreach (int length in Lengths.Select(length => length * Vector<float>.Count))
        {
            float[] decibels = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble(-300, 10))];
            foreach ((double? range, DecibelReference reference) in ((double?, DecibelReference)[])[(80, DecibelReference.One), (80, DecibelReference.Loudest), (null, DecibelReference.Loudest), (null, DecibelReference.One)])
            {
                float[] raised = [.. decibels];
                float loudest = Floor(new ClipFloor(range, reference), raised);
                Assert.Equal(length == 0 ? float.NegativeInfinity : decibels.Max(), loudest);
                float zero = reference == DecibelReference.Loudest ? loudest : 0;
                Assert.Equal(decibels.Select(d => Math.Max(d, range is null ? float.NegativeInfinity : loudest - (float)range) - zero), raised);
            }
        }
    }

    private static unsafe float Floor(ClipFloor floor, float[] cells)
    {
        float loudest = float.NegativeInfinity;
        fixed (float* values = cells)
        {
            ClipFloor.Measure(values, cells.Length / Vector<float>.Count, ref loudest);
            floor.Apply(values, cells.Length, loudest);
        }

        return loudest;
    }

    [Fact]
    public void A_sample_outside_the_range_is_found_at_every_position()
    {
        foreach (int length in Lengths)
        {
            float[] samples = Sound.Noise(length);
            Assert.Equal(-1, SampleRange.IndexOfOutside(samples));
            for (int i = 0; i < length; i += 1 + (length / 100))
            {
                foreach (float bad in (ReadOnlySpan<float>)[float.NaN, float.NegativeInfinity, MathF.BitIncrement(SampleRange.Largest)])
                {
                    samples[i] = bad;
                    Assert.Equal(i, SampleRange.IndexOfOutside(samples));
                }

                samples[i] = i % 2 == 0 ? SampleRange.Largest : -SampleRange.Largest;
                Assert.Equal(-1, SampleRange.IndexOfOutside(samples));
            }
        }
    }
}
