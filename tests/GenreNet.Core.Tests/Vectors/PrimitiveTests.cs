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

            float[] raised = [.. decibels];
            Decibels.RaiseFloor(raised, 80);
            Assert.Equal(decibels.Select(d => Math.Max(d, decibels.Max() - 80)), raised);
        }
    }

    [Fact]
    public void Sample_outside_the_range_is_found_at_every_place()
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

    /// <summary>A sinc under a Kaiser window, each output sample summed by itself in double precision.</summary>
    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(16000, 22050)]
    [InlineData(22050, 44100)]
    public void Resampler_is_the_windowed_sinc(int from, int to)
    {
        float[] input = Sound.Noise(300);
        var resampler = new Resampler(from, to);
        float[] output = resampler.Resample(input);
        Assert.Equal((((long)input.Length * to) + from - 1) / from, output.Length);
        double cutoff = (1 + Resampler.PassBand) / 2 * Math.Min(1, (double)to / from);
        for (int m = 0; m < output.Length; m += 7)
        {
            double place = (double)m * from / to;
            double sum = 0;
            double weights = 0;
            for (int n = (int)Math.Floor(place) - resampler.Radius + 1; n <= (int)Math.Floor(place) + resampler.Radius; n++)
            {
                double weight = Kaiser((n - place) / resampler.Radius) * Sinc(cutoff * (n - place));
                weights += weight;
                sum += n >= 0 && n < input.Length ? weight * input[n] : 0;
            }

            Assert.Equal(sum / weights, output[m], 1e-6);
        }
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x)
    {
        double beta = 0.1102 * (Resampler.StopBandDecibels - 8.7);
        return Math.Abs(x) >= 1 ? 0 : Bessel(beta * Math.Sqrt(1 - (x * x))) / Bessel(beta);
    }

    /// <summary>The modified Bessel function of order zero: the mean of exp(x cos t) over a circle.</summary>
    private static double Bessel(double x) => Enumerable.Range(0, 32).Average(i => Math.Exp(x * Math.Cos(Math.PI * (i + 0.5) / 32)));
}
