using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Features;

/// <summary>The dynamic range of features in decibels, wherever the loudest cell of the clip is.</summary>
public class DecibelLimitTests
{
    private const int Length = 40_000;

    [Theory]
    [InlineData(0, DecibelReference.One)]
    [InlineData(0.5, DecibelReference.One)]
    [InlineData(1, DecibelReference.One)]
    [InlineData(0, DecibelReference.Loudest)]
    [InlineData(0.5, DecibelReference.Loudest)]
    [InlineData(1, DecibelReference.Loudest)]
    public void Cells_are_limited_relative_to_the_loudest_one(double loudestAt, DecibelReference reference)
    {
        float[] clip = ClipWithBurst(loudestAt);
        // With no limit, spectrograms are computed in double precision, with other last digits.
        var spectrogram = new SpectrogramOptions { Scale = SpectrumScale.Decibels, TopDecibels = 80 };
        var mels = new MelSpectrogramOptions { Scale = SpectrumScale.Decibels, TopDecibels = 80 };
        float[] expected = [.. Limited(Extract(clip, spectrogram), 30, reference)];
        float[] expectedMels = [.. Limited(Extract(clip, mels), 30, reference)];
        spectrogram = spectrogram with { TopDecibels = 30, Reference = reference };
        mels = mels with { TopDecibels = 30, Reference = reference };
        Assert.Equal(expected, Extract(clip, spectrogram));
        Assert.Equal(expectedMels, Extract(clip, mels));

        // Together, the features are limited on their own; the mel bands make both use double precision.
        expected = [.. Limited(Extract(clip, spectrogram with { TopDecibels = null, Reference = DecibelReference.One }), 30, reference)];
        float[] both = Extract(clip, mels, spectrogram);
        int width = mels.ValueCount + spectrogram.ValueCount;
        Assert.Equal(expectedMels, both.Where((_, i) => i % width < mels.ValueCount));
        Assert.Equal(expected, both.Where((_, i) => i % width >= mels.ValueCount));
    }

    [Fact]
    public void A_reference_of_one_and_one_of_the_loudest_cell_can_be_combined()
    {
        float[] clip = ClipWithBurst(0.3);
        var one = new SpectrogramOptions { Scale = SpectrumScale.Decibels, TopDecibels = 30 };
        SpectrogramOptions loudest = one with { Reference = DecibelReference.Loudest };
        float[] both = Extract(clip, one, loudest);
        Assert.Equal(Extract(clip, one), both.Where((_, i) => i % (2 * one.ValueCount) < one.ValueCount));
        Assert.Equal(Extract(clip, loudest), both.Where((_, i) => i % (2 * one.ValueCount) >= one.ValueCount));
    }

    private static float[] Extract(float[] clip, params FrameOptions[] options) => new FeatureExtractor(options).Extract(clip);

    private static IEnumerable<float> Limited(float[] decibels, float range, DecibelReference reference)
    {
        float loudest = decibels.Max();
        return decibels.Select(value => MathF.Max(value, loudest - range) - (reference == DecibelReference.Loudest ? loudest : 0));
    }

    /// <summary>Returns quiet noise with a louder part at a position, from 0 to 1.</summary>
    private static float[] ClipWithBurst(double position)
    {
        var random = new Random(5);
        int start = (int)(position * (Length - 4000));
        return [.. Enumerable.Range(0, Length).Select(i => (i >= start && i < start + 4000 ? 0.5f : 0.01f) * ((2 * random.NextSingle()) - 1))];
    }
}
