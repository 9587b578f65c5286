using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class PretrainedMelPipelineTests
{
    private static readonly MelSpectrogramOptions EfficientAt = MelSpectrogramOptions.EfficientAt;

    public static TheoryData<FeatureKind> Kinds { get; } = [FeatureKind.EfficientAtMel, FeatureKind.MusicnnMel];

    [Fact]
    public void Segments_have_the_input_shape_of_the_networks()
    {
        FeatureOptions efficientAt = FeatureOptions.EfficientAtMels;
        FeatureOptions musicnn = FeatureOptions.MusicnnMels;
        Assert.Equal((32_000, 320_000, 1000, 128), (efficientAt.SampleRate, efficientAt.SegmentLength, efficientAt.FrameCount, efficientAt.CoefficientCount));
        Assert.Equal((16_000, 47_616, 187, 96), (musicnn.SampleRate, musicnn.SegmentLength, musicnn.FrameCount, musicnn.CoefficientCount));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Audio_of_another_rate_is_resampled_first(FeatureKind kind)
    {
        FeatureOptions options = Options(kind) with { SegmentSeconds = 1 };
        var audio = new AudioBuffer(Sound.Sine(1000, 2.5), 22_050);
        float[] resampled = new float[2 * options.SegmentLength];
        using (AudioReader reader = audio.OpenReader().ResampledTo(options.SampleRate))
        {
            int read;
            for (int filled = 0; filled < resampled.Length; filled += read)
            {
                read = reader.Read(resampled.AsSpan(filled));
                Assert.True(read > 0, $"the audio ended after {filled} samples");
            }
        }

        FeatureClip clip = new FeaturePipeline(options).Extract(audio.OpenReader());
        Assert.Equal(2, clip.SegmentCount);
        Assert.Equal(new FeatureExtractor(options.LogMel!).Extract(resampled.AsSpan(options.SegmentLength)), clip.Segment(1).ToArray());
    }

    [Fact]
    public void Patches_of_musicnn_are_segments_that_begin_every_61_frames()
    {
        FeatureOptions options = FeatureOptions.MusicnnMels;
        float[] samples = Sound.Noise(5 * 16_000);
        float[] whole = new FeatureExtractor(options.LogMel!).Extract(samples);
        var window = new SegmentWindow(options.SegmentLength, 61 * options.LogMel!.HopLength);
        using SegmentReader reader = new FeaturePipeline(options).OpenReader(new AudioBuffer(samples, 16_000).OpenReader(), window);
        float[] patches = new float[3 * options.ValuesPerSegment];
        Assert.Equal(3, reader.Read(patches));
        for (int patch = 0; patch < 3; patch++)
        {
            // The first and the last frame reach beyond their segment, which is reflected there; all others are those of the clip.
            Assert.Equal(
                whole.AsSpan(((61 * patch) + 1) * 96, 185 * 96),
                patches.AsSpan((patch * options.ValuesPerSegment) + 96, 185 * 96));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Settings_survive_json(FeatureKind kind)
    {
        FeatureOptions options = Options(kind);
        options.Validate();
        Assert.Equal(options, JsonSerializer.Deserialize<FeatureOptions>(JsonSerializer.Serialize(options)));
    }

    /// <summary>Caches and model cards of other kinds, and their checksums, stay as they are.</summary>
    [Fact]
    public void Settings_of_other_kinds_are_written_as_before()
    {
        foreach (FeatureOptions options in (FeatureOptions[])[FeatureOptions.Default, FeatureOptions.LogMels, FeatureOptions.Summaries])
        {
            string json = JsonSerializer.Serialize(options);
            Assert.All(
                (string[])[nameof(MelOptions.TriangleScale), nameof(MelOptions.PreEmphasis), nameof(MelOptions.IsWindowSymmetric), nameof(EfficientAt.Compression)],
                name => Assert.DoesNotContain(name, json, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Settings_that_do_not_match_the_kind_are_rejected()
    {
        AssertRefused("required for mel band features", FeatureOptions.EfficientAtMels with { LogMel = null });
        AssertRefused("required for mel band features", FeatureOptions.Default with { LogMel = EfficientAt });
        AssertRefused("the pretrained networks", FeatureOptions.EfficientAtMels with { LogMel = EfficientAt with { HopLength = 160 } });
        AssertRefused("the pretrained networks", FeatureOptions.MusicnnMels with { LogMel = EfficientAt });
        AssertRefused("in decibels", FeatureOptions.LogMels with { LogMel = EfficientAt });
    }

    [Theory]
    [InlineData("pre-emphasis")]
    [InlineData("triangle scale")]
    [InlineData("requires the scale Power")]
    [InlineData("gain")]
    [InlineData("offset")]
    [InlineData("shift")]
    [InlineData("divisor")]
    [InlineData("base")]
    public void Settings_out_of_range_are_rejected(string setting)
    {
        LogCompression log = EfficientAt.Compression!;
        MelSpectrogramOptions options = setting switch
        {
            "pre-emphasis" => EfficientAt with { PreEmphasis = double.NaN },
            "triangle scale" => EfficientAt with { TriangleScale = (MelTriangleScale)7 },
            "requires the scale Power" => EfficientAt with { Scale = SpectrumScale.Decibels },
            "gain" => EfficientAt with { Compression = log with { Gain = 0 } },
            "offset" => EfficientAt with { Compression = log with { Offset = 0 } },
            "shift" => EfficientAt with { Compression = log with { Shift = double.PositiveInfinity } },
            "divisor" => EfficientAt with { Compression = log with { Divisor = 0 } },
            _ => EfficientAt with { Compression = log with { Base = (LogBase)2 } },
        };
        Assert.Contains(setting, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_with_and_without_pre_emphasis_require_two_extractors()
    {
        FrameOptions plain = EfficientAt with { PreEmphasis = 0 };
        Assert.Contains("two extractors", Assert.Throws<ArgumentException>(() => new FeatureExtractor(EfficientAt, plain)).Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string problem, FeatureOptions options) =>
        Assert.Contains(problem, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);

    private static FeatureOptions Options(FeatureKind kind) =>
        kind == FeatureKind.EfficientAtMel ? FeatureOptions.EfficientAtMels : FeatureOptions.MusicnnMels;
}
