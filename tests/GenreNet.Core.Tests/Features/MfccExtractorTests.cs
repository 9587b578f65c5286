using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class MfccExtractorTests
{
    [Fact]
    public void Extract_of_silence_returns_the_floor_in_the_first_coefficient_only()
    {
        float[] values = new float[130 * 13];
        new MfccExtractor(MfccOptions.Default).Extract(new float[66150], values);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(i % 13 == 0 ? -100 * Math.Sqrt(128) : 0, values[i], 1e-3); // -100 dB in 128 bands
        }
    }

    [Fact]
    public void A_louder_clip_changes_only_the_first_coefficient()
    {
        var extractor = new MfccExtractor(MfccOptions.Default);
        float[] samples = Sound.Noise(30000);
        float[] quiet = new float[extractor.FrameCount(samples.Length) * 13];
        float[] loud = new float[quiet.Length];
        extractor.Extract(samples, quiet);
        extractor.Extract([.. samples.Select(s => 2 * s)], loud);
        for (int i = 0; i < quiet.Length; i++)
        {
            double shift = i % 13 == 0 ? 20 * Math.Log10(2) * Math.Sqrt(128) : 0;
            Assert.Equal(quiet[i] + shift, loud[i], 2e-3);
        }
    }

    [Fact]
    public void One_extractor_can_be_used_by_many_threads()
    {
        var extractor = new MfccExtractor(MfccOptions.Default);
        float[][] clips = [.. Enumerable.Range(0, 8).Select(i => Sound.Noise(22050, (ulong)i))];
        float[][] alone = [.. clips.Select(clip => Run(extractor, clip))];
        float[][] together = [.. clips.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(clip => Run(extractor, clip))];
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Extract_rejects_values_that_are_not_finite_and_wrong_destination_lengths()
    {
        var extractor = new MfccExtractor(MfccOptions.Default);
        Assert.Throws<ArgumentException>(() => extractor.Extract([1, float.NaN], new float[13]));
        Assert.Throws<ArgumentException>(() => extractor.Extract(new float[1000], new float[13]));
    }

    [Fact]
    public void Options_out_of_range_are_rejected_with_the_reason()
    {
        MfccOptions[] wrong =
        [
            new() { SampleRate = 0 }, new() { FftLength = 1000 }, new() { HopLength = 0 }, new() { MelCount = 0 }, new() { CoefficientCount = 129 },
            new() { MinimumHz = 12000 }, new() { MaximumHz = 20000 }, new() { TopDecibels = -1 },
            new() { Lifter = -1 }, new() { WindowLength = 4096 }, new() { Window = (Core.Signal.WindowKind)9 }, new() { Padding = (FramePadding)9 },
        ];
        Assert.All(wrong, options => Assert.NotEmpty(Assert.Throws<ArgumentException>(() => new MfccExtractor(options)).Message));
    }

    private static float[] Run(MfccExtractor extractor, float[] clip)
    {
        float[] values = new float[extractor.FrameCount(clip.Length) * 13];
        extractor.Extract(clip, values);
        return values;
    }
}
