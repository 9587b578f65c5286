using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class RealFftTests
{
    [Fact]
    public void Forward_of_a_cosine_is_one_spectral_line()
    {
        var fft = new RealFft(16);
        float[] samples = [.. Enumerable.Range(0, 16).Select(n => MathF.Cos(2 * MathF.PI * 3 * n / 16))];
        (float[] real, float[] imaginary) = Forward(fft, samples);
        for (int bin = 0; bin < fft.BinCount; bin++)
        {
            Assert.Equal(bin == 3 ? 8 : 0, real[bin], 1e-5);
            Assert.Equal(0, imaginary[bin], 1e-5);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(2048)]
    public void Forward_agrees_with_the_definition(int length)
    {
        float[] samples = Sound.Noise(length);
        (float[] real, float[] imaginary) = Forward(new RealFft(length), samples);
        foreach (int bin in (int[])[0, 1, 2, 5, length / 4, (length / 2) - 1, length / 2])
        {
            double re = 0;
            double im = 0;
            for (int n = 0; n < length; n++)
            {
                re += samples[n] * Math.Cos(2 * Math.PI * bin * n / length);
                im -= samples[n] * Math.Sin(2 * Math.PI * bin * n / length);
            }

            Assert.Equal(re, real[bin], 2e-5 * Math.Sqrt(length));
            Assert.Equal(im, imaginary[bin], 2e-5 * Math.Sqrt(length));
        }
    }

    [Fact]
    public void Power_of_the_spectrum_is_the_power_of_the_samples()
    {
        const int Length = 1024;
        float[] samples = Sound.Noise(Length, 3);
        (float[] real, float[] imaginary) = Forward(new RealFft(Length), samples);
        double spectrum = 0;
        for (int bin = 0; bin <= Length / 2; bin++)
        {
            double power = ((double)real[bin] * real[bin]) + ((double)imaginary[bin] * imaginary[bin]);
            spectrum += bin is 0 or Length / 2 ? power : 2 * power;
        }

        Assert.Equal(samples.Sum(s => (double)s * s), spectrum / Length, 1e-3);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(4096)]
    public void Inverse_of_forward_is_the_input(int length)
    {
        var fft = new RealFft(length);
        float[] samples = Sound.Noise(length, 5);
        (float[] real, float[] imaginary) = Forward(fft, samples);
        float[] back = new float[length];
        fft.Inverse(real, imaginary, back);
        Assert.True(Sound.LargestDifference(back, samples) < 1e-5);
    }

    private static (float[] Real, float[] Imaginary) Forward(RealFft fft, float[] samples)
    {
        float[] real = new float[fft.BinCount];
        float[] imaginary = new float[fft.BinCount];
        fft.Forward(samples, real, imaginary);
        return (real, imaginary);
    }
}
