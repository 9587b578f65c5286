using GenreNet.Core.Audio;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal.Resampling;

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
    [InlineData(768000)]
    [InlineData(767999)] // no common divisor: interpolated between few rows
    [InlineData(4400001)]
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
    [InlineData(767999)]
    public void A_tone_above_the_new_limit_disappears(int from)
    {
        foreach (double hertz in (double[])[11025 * 1.005, 13000, 0.48 * from])
        {
            float[] output = new Resampler(from, 22050).Resample(Sound.Sine(hertz, 1, from, amplitude: 1));
            double level = Sound.DecibelsOf(output.AsSpan(2000, 16000));
            Assert.True(level < -100, $"{hertz} Hz is left at {level} dB");
        }
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(8000, 22050)]
    [InlineData(48000, 22050)]
    public void Reading_in_pieces_gives_the_same_samples(int from, int to)
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

    [Theory]
    [InlineData(44100, 1)]
    [InlineData(44100, 3000)]
    [InlineData(48000, 700)]
    [InlineData(48000, 5000)]
    [InlineData(44101, 300)] // more phases than rows
    public void Blocks_of_any_length_give_the_same_samples_without_allocation(int from, int blockLength)
    {
        var resampler = new Resampler(from, 22050);
        float[] input = Sound.Noise(20011);
        float[] whole = resampler.Resample(input);
        float[] pieces = new float[whole.Length];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int first = 0; first < pieces.Length; first += blockLength)
        {
            resampler.Process(input, 0, first, pieces.AsSpan(first, Math.Min(blockLength, pieces.Length - first)));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void An_impulse_shows_the_filter()
    {
        // From 1 to 2 Hz every second output sample lies on an input sample: the sinc, cut off at 0.957, under a window that is 1 there.
        float[] input = new float[401];
        input[200] = 1;
        float[] output = new Resampler(1, 2).Resample(input);
        Assert.Equal(802, output.Length);
        Assert.Equal(0.956872, output[400], 1e-5);
        Assert.Equal(output[400 - 37], output[400 + 37]);
        Assert.Equal(0, output[400 + (2 * 98)]); // the window reaches 97.25 samples
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(9_999_999)]
    [InlineData(23)]
    [InlineData(22_049)]
    public void The_filter_is_small_for_every_rate(int from)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = new Resampler(from, 22050);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Theory]
    [InlineData(44100, 22050, 16000, true)]
    [InlineData(22050, 22050, 16000, true)]
    [InlineData(48000, 22050, 16000, false)] // a third: the slope of one stage
    [InlineData(88200, 22050, 16000, false)] // halved twice
    [InlineData(44100, 22050, 21000, false)] // 10.5 kHz are in the slope of the first filter
    [InlineData(16000, 22050, 16000, false)]
    public void A_rate_between_two_others_keeps_the_response(int from, int via, int to, bool isPossible) =>
        Assert.Equal(isPossible, Resampler.CanConvertVia(from, via, to));

    [Fact]
    public void A_conversion_by_way_of_another_rate_gives_the_same_samples()
    {
        float[] input = Sound.Noise(44100);
        float[] direct = new Resampler(44100, 16000).Resample(input);
        float[] steps = new Resampler(22050, 16000).Resample(new Resampler(44100, 22050).Resample(input));
        Assert.Equal(direct.Length, steps.Length);

        // The samples between the steps end with the clip, so the ends differ. Inside, the stop bands and the rounding remain.
        const int Edge = 600;
        float[] differences = [.. direct.Zip(steps, (one, other) => one - other)];
        double error = Sound.DecibelsOf(differences.AsSpan()[Edge..^Edge]) - Sound.DecibelsOf(direct);
        Assert.True(error < -115, $"{error:0.0} dB");
    }

    [Fact]
    public void Resampling_is_linear()
    {
        var resampler = new Resampler(48000, 22050);
        float[] a = Sound.Noise(5000, 1);
        float[] b = Sound.Noise(5000, 2);
        float[] sum = resampler.Resample([.. a.Zip(b).Select(p => p.First + p.Second)]);
        float[] parts = [.. resampler.Resample(a).Zip(resampler.Resample(b)).Select(p => p.First + p.Second)];
        Assert.True(Sound.LargestDifference(sum, parts) < 2e-6);
    }
}
