using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Rhythm;

public class OnsetStrengthTests
{
    [Theory]
    [InlineData(OnsetAggregate.Mean)]
    [InlineData(OnsetAggregate.Median)]
    public void The_onset_strength_is_largest_one_frame_after_an_impulse(OnsetAggregate aggregate)
    {
        // The frame before the impulse's is the first that hears it, and results are moved by two frames.
        float[] samples = new float[50000];
        int[] frames = [12, 30, 51, 77];
        foreach (int frame in frames)
        {
            samples[(512 * frame) + 100] = 0.9f;
        }

        float[] strengths = new OnsetStrength(aggregate).Extract(samples);
        foreach (int frame in frames)
        {
            Assert.Equal(frame + 1, Enumerable.Range(frame - 5, 10).MaxBy(i => strengths[i]));
            Assert.All(strengths[(frame - 5)..(frame + 1)], s => Assert.Equal(0, s));
            Assert.All(strengths[(frame + 3)..(frame + 8)], s => Assert.Equal(0, s));
        }
    }

    [Theory]
    [InlineData(OnsetAggregate.Mean, 128)]
    [InlineData(OnsetAggregate.Median, 128)]
    [InlineData(OnsetAggregate.Median, 37)]
    public void A_strength_is_the_mean_or_median_rise_of_the_bands_two_frames_before(OnsetAggregate aggregate, int bands)
    {
        MelSpectrogramOptions spectrogram = MelSpectrogramOptions.LogMel with { MelCount = bands };
        float[] samples = ClickTrack.Create(110, seconds: 2);
        float[] rows = new FeatureExtractor(spectrogram).Extract(samples);
        float[] strengths = new OnsetStrength(spectrogram, aggregate).Extract(samples);
        Assert.Equal(rows.Length / bands, strengths.Length);
        Assert.Equal(new float[3], strengths[..3]);
        for (int frame = 3; frame < strengths.Length; frame++)
        {
            double[] rises = [.. Enumerable.Range(0, bands).Select(band => Math.Max(0.0, rows[((frame - 2) * bands) + band] - rows[((frame - 3) * bands) + band])).Order()];
            double expected = aggregate == OnsetAggregate.Mean ? rises.Average() : (rises[(bands - 1) / 2] + rises[bands / 2]) / 2;
            Assert.Equal(expected, strengths[frame], 1e-4);
        }
    }

    [Theory]
    [InlineData(OnsetAggregate.Mean)]
    [InlineData(OnsetAggregate.Median)]
    public void The_level_does_not_matter_away_from_the_floor(OnsetAggregate aggregate)
    {
        var onsets = new OnsetStrength(aggregate);
        float[] samples = ClickTrack.Create(110, seconds: 3);
        float[] louder = [.. samples.Select(s => 3 * s)];
        Assert.True(Sound.LargestDifference(onsets.Extract(louder), onsets.Extract(samples)) < 1e-3); // of up to 80 dB
    }

    [Fact]
    public void Silence_and_very_short_clips_have_no_onsets()
    {
        var onsets = new OnsetStrength();
        Assert.Equal(new float[130], onsets.Extract(new float[66150]));
        Assert.Equal(new float[1], onsets.Extract([]));
        Assert.Equal(new float[3], onsets.Extract(Sound.Noise(1300)));
    }

    [Fact]
    public void Frames_that_are_not_centred_are_not_shifted()
    {
        var onsets = new OnsetStrength(MelSpectrogramOptions.LogMel with { Padding = FramePadding.None });
        float[] samples = new float[20000];
        samples[10000] = 1; // in frames 16 to 19, the first of which ends at 10240
        float[] strengths = onsets.Extract(samples);
        Assert.Equal(onsets.FrameCount(20000), strengths.Length);
        Assert.Equal(16, Array.FindIndex(strengths, s => s > 0));
    }

    [Fact]
    public void Spectrograms_that_are_not_in_decibels_and_wrong_lengths_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new OnsetStrength(new MelSpectrogramOptions()));
        Assert.Throws<ArgumentException>(() => new OnsetStrength((OnsetAggregate)2));
        Assert.Throws<ArgumentException>(() => new OnsetStrength().Extract(new float[1000], new float[3]));
        Assert.Throws<ArgumentException>(() => new OnsetStrength().Extract([float.NaN]));
    }
}
