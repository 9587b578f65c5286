using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class MelTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(200, 3)]
    [InlineData(1000, 15)]
    [InlineData(6400, 42)] // 27 logarithmic steps are a factor of 6.4
    public void Scale_is_linear_below_and_logarithmic_above_one_kilohertz(double hertz, double mel) =>
        Assert.Equal(mel, MelScale.FromHertz(hertz), 1e-9);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(700, 781.1768735132355)] // 1127 ln 2
    [InlineData(15_000, 3505.3482846422048)]
    public void Kaldis_scale_is_1127_natural_logarithms(double hertz, double mel)
    {
        Assert.Equal(mel, MelScale.FromHertz(hertz, MelFormula.Kaldi), 1e-4);
        Assert.Equal(hertz, MelScale.ToHertz(MelScale.FromHertz(hertz, MelFormula.Kaldi), MelFormula.Kaldi), 1e-9);
        Assert.Equal(MelScale.FromHertz(hertz, MelFormula.Htk), MelScale.FromHertz(hertz, MelFormula.Kaldi), 0.05);
    }

    /// <summary>
    /// The sides of neighbouring triangles add up to 1 in every bin between the first centre and the last, and are straight over mels.
    /// </summary>
    [Fact]
    public void Triangles_over_mels_add_up_to_one()
    {
        var bank = new MelFilterBank(32_000, 1024, 20, 0, 15_000, MelFormula.Kaldi, MelNormalization.None, MelTriangleScale.Mel);
        double[] sums = new double[bank.BinCount];
        for (int mel = 0; mel < bank.MelCount; mel++)
        {
            foreach ((int i, float weight) in bank.Weights(mel).ToArray().Index())
            {
                sums[bank.FirstBin(mel) + i] += weight;
            }
        }

        double step = MelScale.FromHertz(15_000, MelFormula.Kaldi) / 21;
        for (int bin = 0; bin < sums.Length; bin++)
        {
            double mel = MelScale.FromHertz(bin * 31.25, MelFormula.Kaldi);
            double expected = Math.Clamp(Math.Min(mel / step, 21 - (mel / step)), 0, 1);
            Assert.Equal(expected, sums[bin], 1e-6);
        }
    }

    [Fact]
    public void Scale_has_an_inverse() =>
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i * 110.0, MelScale.ToHertz(MelScale.FromHertz(i * 110.0)), 1e-6));

    [Theory]
    [InlineData(22050)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void Filter_bank_equals_that_of_librosa(int sampleRate)
    {
        var bank = new MelFilterBank(sampleRate, 2048, 128, 0, sampleRate / 2.0);
        float[] dense = new float[bank.MelCount * bank.BinCount];
        for (int mel = 0; mel < bank.MelCount; mel++)
        {
            bank.Weights(mel).CopyTo(dense.AsSpan((mel * bank.BinCount) + bank.FirstBin(mel)));
        }

        // The weights are below 0.05; librosa computes them in float32.
        Assert.True(Sound.LargestDifference(dense, TestData.GoldenFloats("filters", $"mel_{sampleRate}")) < 2e-8);
    }

    [Fact]
    public void Filter_bank_is_linear()
    {
        var bank = new MelFilterBank(22050, 512, 40, 0, 11025);
        float[] power = [.. Sound.Noise(bank.BinCount).Select(Math.Abs)];
        float[] once = new float[40];
        float[] twice = new float[40];
        bank.Apply(power, once);
        bank.Apply([.. power.Select(p => 2 * p)], twice);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(2 * once[i], twice[i], 1e-6));
    }
}
