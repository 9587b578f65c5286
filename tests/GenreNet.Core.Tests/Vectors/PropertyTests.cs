using GenreNet.Core.Features;
using GenreNet.Core.Tests.Reference;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>What must hold of any signal.</summary>
public class PropertyTests
{
    [Fact]
    public void A_clip_one_hop_later_has_its_frames_one_frame_later()
    {
        var layout = new Layout(1024, 300);
        float[] clip = Clips.Music(12_000);
        int edge = (layout.FftLength / 2 / layout.HopLength) + 1;
        foreach (FrameOptions feature in layout.Features.Where(f => f is not ChromaOptions { Tuning: null }))
        {
            var extractor = new FeatureExtractor(feature);
            double[][] rows = Rows(extractor.Extract(clip), feature.ValueCount);
            float[] later = extractor.Extract(clip.AsSpan(layout.HopLength));

            // Both clips hold the loudest moment, which decibels are relative to.
            int count = rows.Length - 1 - (2 * edge);
            float[] inner = later[(edge * feature.ValueCount)..((edge + count) * feature.ValueCount)];
            Agreement.Check(feature, inner, rows[(edge + 1)..(edge + 1 + count)]);
        }
    }

    [Theory]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void Silence_is_constant_for_every_feature(FramePadding padding)
    {
        foreach (FrameOptions feature in new Layout(512, 200, padding).Features)
        {
            float[][] rows = [.. new FeatureExtractor(feature).Extract(new float[5000]).Chunk(feature.ValueCount)];
            Assert.All(rows, row => Assert.Equal(rows[0], row));
            Assert.All(rows[0], value => Assert.True(float.IsFinite(value), feature.ToString()));
        }
    }

    [Fact]
    public void Ten_decibels_more_change_only_the_first_coefficient()
    {
        var extractor = new FeatureExtractor(new MfccOptions { TopDecibels = null });
        float[] clip = Sound.Noise(20_000);
        float[] louder = [.. clip.Select(sample => (float)(sample * Math.Sqrt(10)))];
        float[][] before = [.. extractor.Extract(clip).Chunk(13)];
        float[][] after = [.. extractor.Extract(louder).Chunk(13)];
        for (int frame = 0; frame < before.Length; frame++)
        {
            // A constant of 10 dB in 128 bands is 10 sqrt(128) in the orthonormal transform, and nothing in the other coefficients.
            Assert.Equal(before[frame][0] + (10 * Math.Sqrt(128)), after[frame][0], 1e-3);
            Assert.All(before[frame].Zip(after[frame]).Skip(1), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
    }

    [Fact]
    public void Mel_bands_are_linear_in_power()
    {
        var mel = new MelSpectrogramOptions { FftLength = 512 };
        var spectrogram = new SpectrogramOptions { FftLength = 512 };
        float[] one = Clips.Music(6000);
        float[] other = Sound.Noise(6000);
        double[][] powers = [.. Powers(one).Zip(Powers(other), (a, b) => a.Zip(b, (x, y) => x + (3 * y)).ToArray())];
        double[][] bands = [.. Bands(one).Zip(Bands(other), (a, b) => a.Zip(b, (x, y) => x + (3 * y)).ToArray())];
        for (int frame = 0; frame < powers.Length; frame++)
        {
            double[] expected = ReferenceMel.Bands(powers[frame], mel);
            Assert.All(expected.Zip(bands[frame]), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * expected.Max()));
        }

        double[][] Powers(float[] clip) => Rows(new FeatureExtractor(spectrogram).Extract(clip), spectrogram.ValueCount);
        double[][] Bands(float[] clip) => Rows(new FeatureExtractor(mel).Extract(clip), mel.ValueCount);
    }

    private static double[][] Rows(float[] values, int valueCount) =>
        [.. values.Select(value => (double)value).Chunk(valueCount)];
}
