using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class EmbeddingFeaturesTests
{
    private static readonly FeatureEncoder Encoder = new() { Name = "sums", Sha256 = "00ff", Size = 3 };

    private static readonly FeatureOptions Source = FeatureOptions.Join(
        0.5, FeatureOptions.EfficientAtMels with { SegmentSeconds = 0.5 }, FeatureOptions.Summaries with { SegmentSeconds = 0.5 });

    private static readonly FeatureOptions Options = FeatureOptions.Encoded(Source with { HopSeconds = 0.25, Tail = TailPolicy.Align }, Encoder);

    [Fact]
    public void Segments_are_those_of_the_source()
    {
        Assert.Equal((FeatureKind.Embedding, 1, 3), (Options.Kind, Options.FrameCount, Options.CoefficientCount));
        Assert.Equal((32_000, 16_000, 8_000), (Options.SampleRate, Options.SegmentLength, Options.HopLength));
        Assert.Equal((0.25, TailPolicy.Align, Source), (Options.HopSeconds, Options.Tail, Options.Source));
        Assert.Equal(0.5, Options.ShortestSeconds);
    }

    [Fact]
    public void Each_segment_is_encoded_from_the_features_of_the_source()
    {
        var clip = new AudioBuffer(Sound.Noise(50_000), 44_100);
        float[][] rows = SegmentReference.Rows(Source with { HopSeconds = 0.25, Tail = TailPolicy.Align }, clip);
        FeatureClip actual = new FeaturePipeline(Options, Encode).Extract(clip.OpenReader());
        Assert.Equal(rows.Length, actual.SegmentCount);
        foreach ((int segment, float[] row) in rows.Index())
        {
            float[] expected = new float[3];
            Encode(row, expected);
            Assert.Equal(expected, actual.Segment(segment).ToArray());
        }

        // The last of them ends with the clip.
        Assert.Equal(clip.Duration.TotalSeconds, actual.SegmentEnd(actual.SegmentCount - 1).TotalSeconds, 1e-4);
        Assert.Equal(clip.Duration.TotalSeconds - 0.5, actual.SegmentStart(actual.SegmentCount - 1).TotalSeconds, 1e-4);
    }

    [Fact]
    public void Frames_are_encoded()
    {
        FeatureOptions frames = FeatureOptions.MusicnnMels with { SegmentSeconds = 0.4 };
        float[] samples = Sound.Noise(6_400);
        float[] expected = new float[3];
        Encode(new FeaturePipeline(frames).Extract(new AudioBuffer(samples, 16_000).OpenReader()).Values.ToArray(), expected);
        var pipeline = new FeaturePipeline(FeatureOptions.Encoded(frames, Encoder), Encode);
        Assert.Equal(expected, pipeline.Extract(new AudioBuffer(samples, 16_000).OpenReader()).Values);
    }

    [Fact]
    public void Audio_needs_the_encoder()
    {
        var clip = new AudioBuffer(Sound.Noise(50_000), 44_100);
        var missing = Assert.Throws<GenreNetException>(() => new FeaturePipeline(Options).Extract(clip.OpenReader()));
        Assert.Contains("the encoder sums, which is not loaded", missing.Message, StringComparison.Ordinal);
        var external = Assert.Throws<GenreNetException>(() => new FeaturePipeline(FeatureOptions.External("vggish", 128)).Extract(clip.OpenReader()));
        Assert.Contains("vggish were computed by another program and cannot be computed from audio", external.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoders_are_part_of_the_options()
    {
        Assert.Equal(Options, JsonSerializer.Deserialize<FeatureOptions>(JsonSerializer.Serialize(Options)));
        Assert.NotEqual(Options, Options with { Encoder = Encoder with { Sha256 = "01ff" } });
        FeatureOptions external = FeatureOptions.External("vggish", 128);
        Assert.Equal(external, JsonSerializer.Deserialize<FeatureOptions>(JsonSerializer.Serialize(external)));
        Assert.Equal(128, external.ValuesPerSegment);
    }

    [Fact]
    public void Inconsistent_options_are_rejected()
    {
        Assert.Contains("SHA-256", Refused(() => FeatureOptions.Encoded(Source, Encoder with { Sha256 = "" })), StringComparison.Ordinal);
        Assert.Contains("a size of at least 1", Refused(() => FeatureOptions.External("vggish", 0)), StringComparison.Ordinal);
        Assert.Contains("not embeddings", Refused(() => FeatureOptions.Encoded(Options, Encoder)), StringComparison.Ordinal);
        Assert.Contains("that of its source (0.5 s), not 1 s", Refused(() => (Options with { SegmentSeconds = 1 }).Validate()), StringComparison.Ordinal);
        Assert.Contains("have an encoder", Refused(() => (FeatureOptions.Default with { Encoder = Encoder }).Validate()), StringComparison.Ordinal);
        Assert.Contains("omit the encoder", Refused(() => _ = new FeaturePipeline(Source, Encode)), StringComparison.Ordinal);
        Assert.Contains("omit the encoder", Refused(() => _ = new FeaturePipeline(FeatureOptions.External("vggish", 3), Encode)), StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static void Encode(ReadOnlySpan<float> features, Span<float> embedding)
    {
        embedding[0] = features.Length;
        embedding[1] = features[0];
        embedding[2] = 0;
        foreach (float value in features)
        {
            embedding[2] += value;
        }
    }
}
