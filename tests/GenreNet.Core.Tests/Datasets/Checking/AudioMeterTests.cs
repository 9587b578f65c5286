using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Checking;

public class AudioMeterTests
{
    [Fact]
    public void A_sine_has_the_level_of_the_formula()
    {
        AudioStatistics audio = Measure(Sound.Sine(441, 2, amplitude: 0.5));
        Assert.Equal(0.5, audio.Peak, 1e-3);
        Assert.Equal(0.5 / Math.Sqrt(2), audio.Level, 1e-6);
        Assert.Equal(0, audio.DcOffset, 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(2), audio.Duration);
        Assert.Equal((22050, 1, 44100L), (audio.SampleRate, audio.ChannelCount, audio.SampleCount));
        Assert.Equal(0, audio.ClippedSamples);
    }

    [Fact]
    public void Clipping_counts_samples_in_runs_of_at_least_three()
    {
        float[] samples = [0, 1, 0, 1, 1, 0, 1, 1, 1, 0, -1, -1, -1, -1, 0, 1];
        Assert.Equal(7, Measure(samples).ClippedSamples);
        Assert.Equal(7.0 / 16, Measure(samples).ClippedShare, 1e-12);
    }

    [Fact]
    public void The_longest_silence_is_found_with_its_position()
    {
        float[] samples = Sound.Sine(441, 10);
        samples.AsSpan(22050, 11025).Clear();
        samples.AsSpan(3 * 22050, 3 * 22050).Fill(0.0009f);
        AudioStatistics audio = Measure(samples);
        Assert.Equal(3, audio.LongestSilence.TotalSeconds, 1e-3);
        Assert.Equal(3, audio.LongestSilenceStart.TotalSeconds, 1e-3);
    }

    [Fact]
    public void An_offset_is_added_to_the_mean()
    {
        float[] samples = [.. Sound.Sine(441, 1).Select(s => s + 0.05f)];
        Assert.Equal(0.05, Measure(samples).DcOffset, 1e-6);
    }

    [Fact]
    public void The_digest_follows_samples_and_rate()
    {
        float[] samples = Sound.Noise(5000);
        string digest = Measure(samples).Digest;
        Assert.Equal(digest, Measure([.. samples]).Digest);
        Assert.NotEqual(digest, Measure(samples, 44100).Digest);
        samples[4999] += 1e-4f;
        Assert.NotEqual(digest, Measure(samples).Digest);
    }

    [Fact]
    public void Measurements_do_not_depend_on_the_block_size()
    {
        float[] samples = Sound.Noise(50_000);
        using var meter = new AudioMeter(new AudioBuffer(samples, 22050).OpenReader(), 0.001);
        var block = new float[777];
        Assert.Equal(777, meter.Read(block));
        Assert.Equal(samples[..777], block);
        Assert.Throws<InvalidOperationException>(() => meter.Statistics);
        ReadToEnd(meter);
        Assert.Equal(Measure(samples), meter.Statistics);
    }

    private static AudioStatistics Measure(float[] samples, int sampleRate = 22050)
    {
        using var meter = new AudioMeter(new AudioBuffer(samples, sampleRate).OpenReader(), 0.001);
        ReadToEnd(meter);
        return meter.Statistics;
    }

    private static void ReadToEnd(AudioMeter meter)
    {
        var block = new float[1000];
        while (meter.Read(block) > 0)
        {
        }
    }
}
