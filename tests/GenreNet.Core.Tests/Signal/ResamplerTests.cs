using GenreNet.Core.Audio;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class ResamplerTests
{
    [Theory]
    [InlineData(44100, 22050, 1000, 500)]
    [InlineData(48000, 22050, 48000, 22050)]
    [InlineData(8000, 22050, 8001, 22053)] // rounded up, as librosa
    public void Length_follows_the_rates(int from, int to, long input, long output) =>
        Assert.Equal(output, new Resampler(from, to).OutputCount(input));

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(96000)]
    public void A_tone_in_the_pass_band_keeps_its_shape(int from)
    {
        double limit = Math.Min(from, 22050) / 2.0 * Resampler.PassBand;
        foreach (double hertz in (double[])[100, limit / 2, limit * 0.98])
        {
            float[] output = new Resampler(from, 22050).Resample(Sound.Sine(hertz, 1, from));
            float[] expected = Sound.Sine(hertz, 1);
            // The ends see silence beyond the clip; inside nothing may differ.
            int edge = 600;
            Assert.True(
                Sound.LargestDifference(output.AsSpan(edge, 20000), expected.AsSpan(edge, 20000)) < 2e-4,
                $"{hertz} Hz from {from} Hz");
        }
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void A_tone_above_the_new_limit_disappears(int from)
    {
        foreach (double hertz in (double[])[11025 * 1.005, 13000, 0.48 * from])
        {
            float[] output = new Resampler(from, 22050).Resample(Sound.Sine(hertz, 1, from, amplitude: 1));
            double level = Sound.DecibelsOf(output.AsSpan(2000, 16000));
            Assert.True(level < -100, $"{hertz} Hz is left at {level} dB");
        }
    }

    [Fact]
    public void Output_is_soxrs_in_the_pass_band()
    {
        float[] output = new Resampler(44100, 22050).Resample(AudioBuffer.Load(TestData.Wav("stereo44k")).Samples.Span);
        float[] expected = TestData.GoldenFloats("stereo44k", "y22050_soxr_hq");
        Assert.Equal(expected.Length, output.Length);
        float[] difference = [.. output.Zip(expected).Select(pair => pair.First - pair.Second)];

        // Between the pass band and the limit the two filters fall in their own ways: compared is what both pass.
        double error = PassBandDecibels(difference) - PassBandDecibels(expected);
        Assert.True(error < -110, $"{error:0.0} dB");
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(8000, 22050)]
    [InlineData(48000, 22050)]
    public void Reading_in_pieces_gives_the_samples_of_the_whole(int from, int to)
    {
        float[] input = Sound.Noise(70001);
        float[] whole = new Resampler(from, to).Resample(input);
        using AudioReader reader = new AudioBuffer(input, from).OpenReader().ResampledTo(to);
        List<float> pieces = [];
        float[] block = new float[777];
        int read;
        while ((read = reader.Read(block)) > 0)
        {
            pieces.AddRange(block[..read]);
        }

        Assert.Equal(whole, pieces);
    }

    /// <summary>Power of the first 65 536 samples below 0.9 of the Nyquist frequency.</summary>
    private static double PassBandDecibels(float[] samples)
    {
        var fft = new RealFft(65536);
        float[] window = WindowFunction.Create(WindowKind.Hann, fft.Length);
        float[] real = new float[fft.BinCount];
        float[] imaginary = new float[fft.BinCount];
        fft.Forward([.. window.Zip(samples).Select(pair => pair.First * pair.Second)], real, imaginary);
        int limit = (int)(0.9 * fft.BinCount);
        return 10 * Math.Log10(Enumerable.Range(0, limit).Sum(i => ((double)real[i] * real[i]) + ((double)imaginary[i] * imaginary[i])));
    }

    [Fact]
    public void It_is_linear()
    {
        var resampler = new Resampler(48000, 22050);
        float[] a = Sound.Noise(5000, 1);
        float[] b = Sound.Noise(5000, 2);
        float[] sum = resampler.Resample([.. a.Zip(b).Select(p => p.First + p.Second)]);
        float[] parts = [.. resampler.Resample(a).Zip(resampler.Resample(b)).Select(p => p.First + p.Second)];
        Assert.True(Sound.LargestDifference(sum, parts) < 2e-6);
    }
}
