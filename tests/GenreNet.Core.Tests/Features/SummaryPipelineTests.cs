using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class SummaryPipelineTests
{
    private const int Rate = 22050;

    private static readonly FeatureOptions Options = FeatureOptions.Summaries with { SegmentSeconds = 2 };

    private static readonly SummaryExtractor Extractor = new(SummaryOptions.Gtzan);

    [Fact]
    public void A_segment_is_one_row_of_52()
    {
        Assert.Equal((1, 52, 52), (FeatureOptions.Summaries.FrameCount, FeatureOptions.Summaries.CoefficientCount, FeatureOptions.Summaries.ValuesPerSegment));
        Assert.Equal(30 * Rate, FeatureOptions.Summaries.SegmentLength);
    }

    [Fact]
    public void Each_segment_is_summarised_independently()
    {
        float[] samples = Sound.Noise(4 * Rate);
        FeatureClip clip = Extract(samples, Options, ShortClip.Skip);
        Assert.Equal(2, clip.SegmentCount);
        Assert.Equal(Extractor.Extract(samples.AsSpan(2 * Rate)), clip.Segment(1).ToArray());
    }

    [Theory]
    [InlineData(1.5, TailPolicy.Drop, ShortClip.Skip, 1)]
    [InlineData(0.9, TailPolicy.Pad, ShortClip.Skip, 0)]
    [InlineData(0.9, TailPolicy.Drop, ShortClip.Pad, 1)]
    [InlineData(3.5, TailPolicy.Drop, ShortClip.Pad, 1)]
    [InlineData(3.5, TailPolicy.Pad, ShortClip.Skip, 2)]
    [InlineData(2.9, TailPolicy.Pad, ShortClip.Skip, 1)]
    public void Short_segments_are_summarised_without_padding(double seconds, TailPolicy tail, ShortClip shortClip, int segments)
    {
        float[] samples = Sound.Noise((int)(seconds * Rate));
        FeatureClip clip = Extract(samples, Options with { Tail = tail }, shortClip);
        Assert.Equal(segments, clip.SegmentCount);
        if (segments > 0)
        {
            int start = (segments - 1) * Options.SegmentLength;
            int length = Math.Min(Options.SegmentLength, samples.Length - start);
            Assert.Equal(Extractor.Extract(samples.AsSpan(start, length)), clip.Segment(segments - 1).ToArray());
        }

        using SegmentReader reader = new FeaturePipeline(Options with { Tail = tail }).OpenReader(new AudioBuffer(samples, Rate).OpenReader(), shortClip);
        Assert.Equal(segments, reader.SegmentCount);
    }

    [Fact]
    public void Descriptions_without_a_kind_mean_MFCCs()
    {
        FeatureOptions options = JsonSerializer.Deserialize<FeatureOptions>("""{"SegmentSeconds":3}""")!;
        Assert.Equal(FeatureOptions.Default, options);
        Assert.Equal(Options, JsonSerializer.Deserialize<FeatureOptions>(JsonSerializer.Serialize(Options)));
    }

    [Fact]
    public void Settings_that_summaries_do_not_have_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new FeaturePipeline(Options with { Mfcc = MfccOptions.Default with { CoefficientCount = 20 } }));
        Assert.Throws<ArgumentException>(() => new FeaturePipeline(Options with { Kind = (FeatureKind)7 }));
    }

    private static FeatureClip Extract(float[] samples, FeatureOptions options, ShortClip shortClip) =>
        new FeaturePipeline(options).Extract(new AudioBuffer(samples, Rate).OpenReader(), shortClip);
}
