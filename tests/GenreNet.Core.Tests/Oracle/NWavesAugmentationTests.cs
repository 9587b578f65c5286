using GenreNet.Core.Augmentation;
using GenreNet.Core.Tests.Augmentation;
using GenreNet.Core.Tests.Support;
using NWaves.Effects;
using NWaves.Operations;
using NWaves.Signals;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>Time stretch and pitch shift agree with those of NWaves in pitch, length and balance.</summary>
public class NWavesAugmentationTests
{
    private const int Rate = 22050;
    private const int WindowSize = 2048;
    private const int HopSize = 256;

    // The tones are far enough apart for each to have bins of its own.
    private static readonly double[] Chord = [330, 880, 2200];

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.25)]
    [InlineData(2)]
    public void Stretched_chords_agree_with_those_of_NWaves(double speed)
    {
        float[] clip = Tones();
        float[] own = TimeStretch.Apply(clip, speed, Rate);
        float[] other = Operation.TimeStretch(new DiscreteSignal(Rate, clip), 1 / speed, WindowSize, HopSize).Samples;
        // NWaves returns the complete last window, which starts at the end of the clip.
        Assert.Equal(other.Length - WindowSize, own.Length);
        AssertAgree(own, other, Chord);
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(-3)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Shifted_chords_agree_with_those_of_NWaves(double semitones)
    {
        float[] clip = Tones();
        double factor = Math.Pow(2, semitones / 12);
        float[] own = PitchShift.Apply(clip, semitones, Rate);
        float[] other = new PitchShiftEffect(factor, WindowSize, HopSize).ApplyTo(new DiscreteSignal(Rate, clip)).Samples;
        Assert.Equal(other.Length, own.Length);
        AssertAgree(own, other, [.. Chord.Select(hertz => factor * hertz)]);
    }

    private static float[] Tones()
    {
        float[][] tones = [.. Chord.Select(hertz => Sound.Sine(hertz, 4, Rate, 0.2))];
        return [.. tones[0].Zip(tones[1], tones[2]).Select(tone => tone.First + tone.Second + tone.Third)];
    }

    private static void AssertAgree(float[] own, float[] other, double[] tones)
    {
        foreach (double hertz in tones)
        {
            (double pitch, double level) = ToneNear(own, hertz);
            (double expectedPitch, double expectedLevel) = ToneNear(other, hertz);
            // Ours shifts through a sample rate in whole Hz, an error of 0.04 cents: 0.06 Hz at 2772 Hz.
            Assert.Equal(expectedPitch, pitch, 0.1);
            // NWaves shifts with linear interpolation, which loses 0.3 dB at 2200 Hz.
            Assert.Equal(expectedLevel, level, 0.5);
        }
    }

    /// <summary>Returns frequency in Hz and level in dB of the strongest tone within 8 % of a frequency.</summary>
    private static (double Pitch, double Level) ToneNear(float[] samples, double hertz)
    {
        const int length = 16384;
        double[] power = Spectra.PowerOf(samples, length);
        int first = (int)(0.92 * hertz * length / Rate);
        int last = (int)(1.08 * hertz * length / Rate);
        int peak = first + Array.IndexOf(power[first..last], power[first..last].Max());
        (double left, double here, double right) = (Math.Log(power[peak - 1]), Math.Log(power[peak]), Math.Log(power[peak + 1]));
        double place = peak + (0.5 * (left - right) / (left - (2 * here) + right));
        return (place * Rate / length, 10 * Math.Log10(power[(peak - 4)..(peak + 5)].Sum()));
    }
}
