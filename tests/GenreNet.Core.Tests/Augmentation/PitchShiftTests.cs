using GenreNet.Core.Augmentation;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Augmentation;

public class PitchShiftTests
{
    private const int Rate = 22050;

    [Theory]
    [InlineData(12, 880)]
    [InlineData(-12, 220)]
    [InlineData(2, 493.88)]
    [InlineData(-0.5, 427.47)]
    public void A_shifted_tone_keeps_its_length_and_level(double semitones, double hertz)
    {
        float[] tone = Sound.Sine(440, 3);
        float[] shifted = PitchShift.Apply(tone, semitones, Rate);
        Assert.Equal(tone.Length, shifted.Length);
        Assert.Equal(hertz, Spectra.PeakHertz(shifted, Rate), 0.5);
        double[] levels = Spectra.Levels(shifted, 2048);
        Assert.True(levels.Max() - levels.Min() < 1, $"the level of the tone goes from {levels.Min():0.00} to {levels.Max():0.00} dB");
        Assert.Equal(Sound.DecibelsOf(tone), levels.Average(), 0.3);
    }

    [Fact]
    public void Frequencies_beyond_the_Nyquist_frequency_do_not_alias()
    {
        float[] shifted = PitchShift.Apply(Sound.Sine(8000, 2), 12, Rate);
        Assert.InRange(Sound.DecibelsOf(shifted.AsSpan(4096, Rate)), -300, -80);
    }

    [Fact]
    public void Zero_semitones_change_no_sample() => Assert.Equal(Sound.Noise(5000), PitchShift.Apply(Sound.Noise(5000), 0, Rate));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(700)]
    public void Very_short_clips_keep_their_length(int count)
    {
        foreach (double semitones in (double[])[-24, 3, 24])
        {
            float[] shifted = PitchShift.Apply(Sound.Noise(count), semitones, Rate);
            Assert.Equal(count, shifted.Length);
            Assert.All(shifted, s => Assert.True(float.IsFinite(s)));
        }
    }

    [Fact]
    public void Silence_stays_silent() => Assert.All(PitchShift.Apply(new float[9000], 3, Rate), s => Assert.Equal(0, s));

    [Theory]
    [InlineData(24.5)]
    [InlineData(double.NaN)]
    public void Shifts_out_of_range_are_rejected(double semitones) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PitchShift.Apply(new float[10], semitones, Rate));
}
