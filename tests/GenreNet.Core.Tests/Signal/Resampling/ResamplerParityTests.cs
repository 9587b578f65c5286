using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal.Resampling;

/// <summary>The resampler against the one librosa uses, libsoxr at quality HQ.</summary>
public class ResamplerParityTests
{
    private const int Coefficients = 13;

    [Fact]
    public void Output_equals_that_of_soxr()
    {
        float[] output = new Resampler(44100, 22050).Resample(AudioBuffer.Load(TestData.Wav("stereo44k")).Samples.Span);
        float[] expected = TestData.GoldenFloats("stereo44k", "y22050_soxr_hq");
        Assert.Equal(expected.Length, output.Length);
        double error = Sound.DecibelsOf([.. output.Zip(expected).Select(pair => pair.First - pair.Second)]) - Sound.DecibelsOf(expected);

        // Over the whole clip, its ends and the slope of the filter included; what is left is the rounding of two float computations.
        Assert.True(error < -120, $"{error:0.0} dB");
    }

    [Fact]
    public void MFCCs_of_the_output_equal_those_of_librosa_with_soxr()
    {
        float[] output = new Resampler(44100, 22050).Resample(AudioBuffer.Load(TestData.Wav("stereo44k")).Samples.Span);

        // Every frame, those at the two ends too. The tolerance is that of coefficients without a change of rate: librosa in float32
        // is up to 1.2e-4 from librosa in float64, ours is allowed four times that, and the resampling takes nothing of it.
        Assert.True(Sound.LargestDifference(ByCoefficient(output), TestData.GoldenFloats("stereo44k", "mfcc13_22050_soxr_hq")) < 5e-4);
    }

    /// <summary>
    /// At most ratios soxr works in several stages, which makes its slope steeper. The signal shows a slope that differs: a tone that runs
    /// through it, with little noise beside. With the window of one stage the coefficients would be off by 0.15 (32 kHz) to 0.53 (16 kHz).
    /// </summary>
    /// <remarks>
    /// The golden coefficients are ours of what libsoxr 0.1.3 makes of this signal (ffmpeg -af aresample=22050:resampler=soxr:precision=20),
    /// whose output at 44 100 Hz is librosa's bit for bit.
    /// </remarks>
    [Theory]
    [InlineData(48000, 0.015)]
    [InlineData(96000, 0.015)]
    [InlineData(32000, 0.015)]
    [InlineData(16000, 0.025)]
    [InlineData(88200, 0.002)] // halved twice
    public void MFCCs_after_other_rates_equal_those_with_soxr(int from, double tolerance)
    {
        float[] actual = ByCoefficient(new Resampler(from, 22050).Resample(Sweep(from)));
        float[] expected = TestData.GoldenFloats("sweep_soxr_hq", $"mfcc13_from_{from}");
        Assert.Equal(expected.Length, actual.Length);

        // soxr's interpolating stage takes up to 0.01 dB from the pass band and 0.03 dB from the slope, which ours leaves: 0.009 in a
        // coefficient, 0.017 at 16 kHz, where the slope lies amid the mel bands; the rest is room for other processors. The ends are
        // left out: each of soxr's stages sees silence beyond the clip, ours is only one.
        int ends = 3;
        int frames = expected.Length / Coefficients;
        for (int coefficient = 0; coefficient < Coefficients; coefficient++)
        {
            Range inner = ((coefficient * frames) + ends)..(((coefficient + 1) * frames) - ends);
            double difference = Sound.LargestDifference(actual.AsSpan()[inner], expected.AsSpan()[inner]);
            Assert.True(difference < tolerance, $"coefficient {coefficient} differs by {difference:0.0000}");
        }
    }

    /// <summary>Two seconds from 0.85 to 1.05 of the lower of the two Nyquist frequencies, and noise 37 dB below.</summary>
    private static float[] Sweep(int sampleRate)
    {
        double limit = Math.Min(sampleRate, 22050) / 2.0;
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, 2 * sampleRate).Select(n =>
        {
            double noise = random.NextDouble(-0.5, 0.5);
            double seconds = (double)n / sampleRate;
            double turns = limit * ((0.85 * seconds) + (0.05 * seconds * seconds));
            return (float)((0.01 * noise) + (0.5 * Math.Sin(2 * Math.PI * turns)));
        })];
    }

    private static float[] ByCoefficient(float[] samples)
    {
        var extractor = new MfccExtractor(MfccOptions.Default);
        int frames = extractor.FrameCount(samples.Length);
        float[] byFrame = new float[frames * Coefficients];
        extractor.Extract(samples, byFrame);
        return [.. Enumerable.Range(0, Coefficients * frames).Select(i => byFrame[(i % frames * Coefficients) + (i / frames)])];
    }
}
