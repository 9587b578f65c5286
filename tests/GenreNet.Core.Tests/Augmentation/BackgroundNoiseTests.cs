using GenreNet.Core.Augmentation;
using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Augmentation;

public class BackgroundNoiseTests
{
    [Theory]
    [InlineData(NoiseColor.White, 20)]
    [InlineData(NoiseColor.Pink, 3.5)]
    [InlineData(NoiseColor.White, -6)]
    public void The_signal_to_noise_ratio_is_the_requested_one(NoiseColor color, double decibels)
    {
        float[] clean = Sound.Sine(440, 1);
        float[] noisy = [.. clean];
        BackgroundNoise.Add(noisy, color, decibels, new SeededRandom(1));
        float[] noise = [.. noisy.Zip(clean, (a, b) => a - b)];
        Assert.Equal(decibels, Sound.DecibelsOf(clean) - Sound.DecibelsOf(noise), 0.001);
    }

    [Theory]
    [InlineData(NoiseColor.White, 3.01)]
    [InlineData(NoiseColor.Pink, 0)]
    public void The_power_per_octave_follows_the_noise_colour(NoiseColor color, double decibelsAnOctave)
    {
        float[] noise = new float[1 << 17];
        BackgroundNoise.Fill(noise, color, new SeededRandom(7));
        Assert.Equal(0, Sound.DecibelsOf(noise), 1.0);
        double[] spectrum = [.. noise.Chunk(2048).Select(piece => Spectra.PowerOf(piece, 2048)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])];
        double[] octaves = [.. new[] { 16, 32, 64, 128, 256 }.Select(bin => 10 * Math.Log10(spectrum[bin..(2 * bin)].Sum()))];
        for (int i = 1; i < octaves.Length; i++)
        {
            // 64 spectra of 16 bins and more: the deviation of a sum is 0.15 dB at most.
            Assert.Equal(decibelsAnOctave, octaves[i] - octaves[i - 1], 0.6);
        }
    }

    [Fact]
    public void Silence_stays_silent()
    {
        float[] silence = new float[100];
        BackgroundNoise.Add(silence, NoiseColor.White, 10, new SeededRandom(1));
        Assert.All(silence, s => Assert.Equal(0, s));
        BackgroundNoise.Add([], NoiseColor.Pink, 10, new SeededRandom(1));
    }

    [Fact]
    public void Equal_seeds_give_equal_noise()
    {
        Assert.Equal(Of(3), Of(3));
        Assert.NotEqual(Of(3), Of(4));

        static float[] Of(ulong seed)
        {
            float[] noise = new float[50];
            BackgroundNoise.Fill(noise, NoiseColor.Pink, new SeededRandom(seed));
            return noise;
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-101)]
    [InlineData(double.PositiveInfinity)]
    public void Ratios_out_of_range_are_rejected(double decibels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BackgroundNoise.Add(new float[4], NoiseColor.White, decibels, new SeededRandom(1)));
}
