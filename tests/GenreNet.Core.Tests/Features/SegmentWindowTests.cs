using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class SegmentWindowTests
{
    private const int Rate = 22050;

    private static readonly FeatureOptions Options = FeatureOptions.Default with { SegmentSeconds = 0.5 };

    [Theory]
    [InlineData(5512, 0)]
    [InlineData(5512, 4000)]
    [InlineData(1, 3)]
    [InlineData(11025, 500)]
    public void Overlapping_segments_have_the_features_of_their_samples(int hop, int tail)
    {
        float[] samples = Sound.Noise((2 * Options.SegmentLength) + tail);
        samples = hop == 1 ? samples[..(Options.SegmentLength + tail)] : samples;
        var pipeline = new FeaturePipeline(Options);
        using SegmentReader segments = pipeline.OpenReader(new AudioBuffer(samples, Rate).OpenReader(), new SegmentWindow(Options.SegmentLength, hop));
        long? reported = segments.SegmentCount;
        float[] features = new float[Options.ValuesPerSegment];
        int start = 0;
        for (; segments.Read(features) > 0; start += hop)
        {
            float[] alone = pipeline.Extract(new AudioBuffer(samples.AsMemory(start, Options.SegmentLength), Rate).OpenReader()).Values.ToArray();
            Assert.Equal(alone, features);
        }

        Assert.Equal(reported, segments.SegmentsRead);
        Assert.True(start + Options.SegmentLength > samples.Length, "there was room for another segment");
        Assert.Equal(samples.Length, Math.Round(segments.Position.TotalSeconds * Rate));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 4)]
    [InlineData(2000, 4)]
    public void A_kept_tail_is_a_segment_if_it_contains_new_samples(int tail, int expected)
    {
        FeatureOptions options = Options with { Tail = TailPolicy.Pad };
        int hop = options.SegmentLength / 4;
        float[] samples = Sound.Noise(options.SegmentLength + (2 * hop) + tail);
        using SegmentReader segments = new FeaturePipeline(options).OpenReader(new AudioBuffer(samples, Rate).OpenReader(), new SegmentWindow(options.SegmentLength, hop));
        Assert.Equal(expected, segments.SegmentCount);
        Assert.Equal(expected, segments.Read(new float[10 * options.ValuesPerSegment]));
    }

    [Fact]
    public void A_summary_can_have_any_length()
    {
        float[] samples = Sound.Noise(5 * Rate);
        var pipeline = new FeaturePipeline(FeatureOptions.Summaries);
        using SegmentReader segments = pipeline.OpenReader(new AudioBuffer(samples, Rate).OpenReader(), new SegmentWindow(2 * Rate, Rate));
        float[] features = new float[10 * FeatureOptions.Summaries.ValuesPerSegment];
        Assert.Equal(4, segments.Read(features));
        float[] alone = pipeline.Extract(new AudioBuffer(samples.AsMemory(Rate, 2 * Rate), Rate).OpenReader()).Values.ToArray();
        Assert.Equal(alone, features.Skip(alone.Length).Take(alone.Length));
    }

    [Theory]
    [InlineData(11025, 0)]
    [InlineData(11025, 11026)]
    [InlineData(11024, 11024)]
    [InlineData(0, 0)]
    public void Invalid_windows_are_rejected(int length, int hop) =>
        Assert.Throws<ArgumentException>(() => new SegmentWindow(length, hop).Validate(Options));

    [Fact]
    public void The_peak_is_the_largest_magnitude_read_so_far()
    {
        float[] samples = new float[2 * Options.SegmentLength];
        samples[^3] = -0.75f;
        using SegmentReader segments = new FeaturePipeline(Options).OpenReader(new AudioBuffer(samples, Rate).OpenReader());
        float[] features = new float[Options.ValuesPerSegment];
        segments.Read(features);
        Assert.Equal(0, segments.Peak);
        segments.Read(features);
        Assert.Equal(0.75f, segments.Peak);
    }
}
