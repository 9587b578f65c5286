using GenreNet.Core.Augmentation;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Augmentation;

public class TimeStretchTests
{
    private const int Rate = 22050;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    [InlineData(2)]
    public void A_tone_keeps_its_pitch_and_its_level(double speed)
    {
        float[] stretched = TimeStretch.Apply(Sound.Sine(440, 4), speed, Rate);
        Assert.Equal(Math.Round(4 * Rate / speed), stretched.Length);
        Assert.Equal(440, Spectra.PeakHertz(stretched, Rate), 0.5);
        double[] levels = Spectra.Levels(stretched, 1024);
        Assert.True(levels.Max() - levels.Min() < 1, $"the level of the tone goes from {levels.Min():0.00} to {levels.Max():0.00} dB");
        Assert.Equal(Sound.DecibelsOf(Sound.Sine(440, 4)), levels.Average(), 0.3);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.25)]
    public void A_chord_keeps_the_balance_of_its_tones(double speed)
    {
        double[] tones = [110, 277.18, 659.26, 2093];
        float[] chord = Sum([.. tones.Select((hertz, i) => Sound.Sine(hertz, 4, Rate, 0.2 / (i + 1)))]);
        double[] before = Spectra.PowerOf(chord, 16384);
        double[] after = Spectra.PowerOf(TimeStretch.Apply(chord, speed, Rate), 16384);
        foreach (double hertz in tones)
        {
            Assert.Equal(Near(before, hertz), Near(after, hertz), 1.0);
        }
    }

    [Fact]
    public void Noise_keeps_its_level()
    {
        float[] noise = Sound.Noise(4 * Rate);
        Assert.Equal(Sound.DecibelsOf(noise), Sound.DecibelsOf(TimeStretch.Apply(noise, 0.9, Rate)), 1.5);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.25)]
    public void A_click_occurs_at_the_expected_time(double speed)
    {
        float[] clip = new float[Rate];
        clip[Rate / 2] = 1;
        float[] stretched = TimeStretch.Apply(clip, speed, Rate);
        double energy = stretched.Sum(s => (double)s * s);
        double centre = stretched.Select((s, i) => (double)s * s * i).Sum() / energy;
        Assert.Equal(Rate / 2 / speed, centre, 0.02 * Rate);
    }

    [Fact]
    public void Speed_one_changes_no_sample() => Assert.Equal(Sound.Noise(5000), TimeStretch.Apply(Sound.Noise(5000), 1, Rate));

    [Fact]
    public void Speeds_close_to_one_change_almost_nothing() =>
        // Close enough to one that every frame keeps its position.
        Assert.True(Sound.LargestDifference(TimeStretch.Apply(Sound.Noise(20000), 1 + 1e-6, Rate), Sound.Noise(20000)) < 1e-5);

    [Fact]
    public void Silence_stays_silent() => Assert.All(TimeStretch.Apply(new float[9000], 0.7, Rate), s => Assert.Equal(0, s));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(100, 50)]
    [InlineData(3000, 1500)]
    public void Clips_shorter_than_a_frame_are_stretched(int count, int expected)
    {
        float[] stretched = TimeStretch.Apply(Sound.Noise(count), 2, Rate);
        Assert.Equal(expected, stretched.Length);
        Assert.All(stretched, s => Assert.True(float.IsFinite(s)));
    }

    [Theory]
    [InlineData(1e14f)]
    [InlineData(1e-38f)]
    public void Extreme_samples_stay_finite(float size)
    {
        float[] extreme = [.. Sound.Noise(8000).Select(s => size * s)];
        Assert.All(TimeStretch.Apply(extreme, 1.3, Rate), s => Assert.True(float.IsFinite(s)));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(4.1)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Speeds_out_of_range_are_rejected(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(new float[10], speed, Rate));

    private static double Near(double[] power, double hertz)
    {
        int bin = (int)Math.Round(hertz * 16384 / Rate);
        return 10 * Math.Log10(power[(bin - 4)..(bin + 5)].Sum());
    }

    private static float[] Sum(float[][] tones) => [.. Enumerable.Range(0, tones[0].Length).Select(i => tones.Sum(t => t[i]))];
}
