using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Reference;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>The front ends of pretrained networks, compared with their definitions and with themselves when streamed.</summary>
public class PretrainedMelTests
{
    private const int Nothing = 0;
    private const int TwoWindows = 300_000;

    // log10(1 + x) of silence, and (ln(1e-5) + 4.5) / 5.
    private const double EfficientAtFloor = -1.402585092994046;

    private static readonly FeatureExtractor EfficientAt = new(MelSpectrogramOptions.EfficientAt);
    private static readonly FeatureExtractor Musicnn = new(MelSpectrogramOptions.Musicnn);

    /// <summary>Shorter than the padding, than a frame, than a vector of frames; and some seconds.</summary>
    public static TheoryData<int> Lengths { get; } = [Nothing, 1, 2, 3, 319, 513, 1025, 5000, 40_000];

    // Bins are summed and transformed in single precision, at 2e-7 of the loudest: 5e-5 of a full-scale clip's weakest bands after the
    // division by 5.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void EfficientAT_features_follow_the_definition(int length)
    {
        float[] clip = Clips.Music(length);
        double[][] expected = ReferencePretrainedMel.EfficientAt(clip);
        Assert.Equal(1 + (Math.Max(0, length - 1) / 320), expected.Length);
        AssertClose(expected, EfficientAt.Extract(clip), 5e-5);
    }

    // The transform is in double precision, so a power is within 1e-6 of the reference's and rounds to the same float16 or, next to a tie,
    // to the other one.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Musicnn_features_follow_the_definition(int length)
    {
        float[] clip = Clips.Music(length);
        double[][] powers = ReferencePretrainedMel.MusicnnPowers(clip);
        double[][] actual = [.. Musicnn.Extract(clip).Chunk(96).Select(row => row.Select(value => (double)value).ToArray())];
        Assert.Equal(1 + (length / 256), actual.Length);
        int ties = 0;
        foreach ((double power, double value) in powers.SelectMany(row => row).Zip(actual.SelectMany(row => row)))
        {
            double[] allowed = [ReferencePretrainedMel.Musicnn(power * (1 - 1e-6)), ReferencePretrainedMel.Musicnn(power * (1 + 1e-6))];
            ties += allowed[0] == allowed[1] ? 0 : 1;
            Assert.True(allowed.Min(a => Math.Abs(a - value)) <= 2e-6, $"{value} of a power of {power}, not {allowed[0]}");
        }

        // Steps of float16 are 2^-11 to 2^-10 of a power: one power in 350 is within 1e-6 of a tie.
        Assert.True(ties <= 0.01 * powers.Length * 96, $"{ties} ties of {powers.Length * 96}");
    }

    [Theory]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.None)]
    public void Streamed_audio_has_the_values_of_the_complete_clip(FramePadding padding)
    {
        foreach (int count in (ReadOnlySpan<int>)[0, 1, 2, 3, 1023, 1024, 1025, 1026, 3585, TwoWindows])
        {
            float[] clip = Clips.Music(count);
            AssertStreams(new FeatureExtractor(MelSpectrogramOptions.EfficientAt with { Padding = padding }), clip);
            AssertStreams(new FeatureExtractor(MelSpectrogramOptions.Musicnn with { Padding = padding }), clip);
        }
    }

    [Fact]
    public void Clips_that_end_with_the_stream_window_have_the_values_of_the_complete_clip()
    {
        int window = (1 << 17) + (2 * 320 * System.Numerics.Vector<float>.Count) + (3 * 1025);
        float[] clip = Clips.Music(window + 600);
        foreach (int more in (ReadOnlySpan<int>)[-513, -2, -1, 0, 1, 2, 512, 513, 600])
        {
            AssertStreams(EfficientAt, clip[..(window + more)]);
            AssertStreams(new FeatureExtractor(MelSpectrogramOptions.EfficientAt with { Padding = FramePadding.None }), clip[..(window + more)]);
        }
    }

    [Fact]
    public void Frames_without_padding_are_within_the_pre_emphasised_clip()
    {
        var uncentred = new FeatureExtractor(MelSpectrogramOptions.EfficientAt with { Padding = FramePadding.None });
        Assert.Equal((0, 1, 1, 2), (uncentred.FrameCount(1024), uncentred.FrameCount(1025), uncentred.FrameCount(1344), uncentred.FrameCount(1345)));
        float[] clip = Clips.Music(8000);

        // Frame 8 of the centred ones begins at 8 * 320 - 512.
        float[] centred = EfficientAt.Extract(clip);
        Assert.Equal(centred.AsSpan(8 * 128, 128), uncentred.Extract(clip.AsSpan(2048)).AsSpan(0, 128));
    }

    [Fact]
    public void Silence_gives_the_floor()
    {
        Assert.All(EfficientAt.Extract(new float[16_000]), value => Assert.Equal(EfficientAtFloor, value, 1e-6));
        Assert.All(Musicnn.Extract(new float[16_000]), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Pre_emphasis_reduces_a_constant_to_three_hundredths()
    {
        var plain = new MelSpectrogramOptions { PreEmphasis = 0, FftLength = 512, HopLength = 256, TopDecibels = null, Padding = FramePadding.Reflect };
        float[] constant = [.. Enumerable.Repeat(0.5f, 4000)];
        float[] whole = new FeatureExtractor(plain).Extract(constant);
        float[] emphasised = new FeatureExtractor(plain with { PreEmphasis = 0.97 }).Extract(constant);
        Assert.True(whole.Max() > 1);
        Assert.All(whole.Zip(emphasised), pair => Assert.Equal(0.03 * 0.03 * pair.First, pair.Second, 2e-3 * pair.First + 1e-12));
    }

    [Theory]
    [InlineData(440)]
    [InlineData(1000)]
    [InlineData(7000)]
    [InlineData(14_000)]
    public void A_tone_is_in_the_band_with_the_nearest_centre(double hertz)
    {
        double step = 1127 * Math.Log(1 + (15_000 / 700.0)) / 129;
        int band = (int)Math.Round(1127 * Math.Log(1 + (hertz / 700)) / step) - 1;
        AssertLoudest(EfficientAt, Sound.Sine(hertz, 1, 32_000), band);
        if (hertz < 8000)
        {
            double slaney = hertz < 1000 ? 3 * hertz / 200 : 15 + (27 * Math.Log(hertz / 1000) / Math.Log(6.4));
            double top = 15 + (27 * Math.Log(8) / Math.Log(6.4));
            AssertLoudest(Musicnn, Sound.Sine(hertz, 1, 16_000), (int)Math.Round(slaney / top * 97) - 1);
        }
    }

    [Theory]
    [InlineData(1e14f)]
    [InlineData(-1e14f)]
    [InlineData(1000f)]
    [InlineData(float.Epsilon)]
    public void Values_of_any_level_are_finite(float level)
    {
        float[] square = [.. Enumerable.Range(0, 5000).Select(n => n / 7 % 2 == 0 ? level : -level)];
        Assert.All(EfficientAt.Extract(square), value => Assert.True(float.IsFinite(value)));
        Assert.All(Musicnn.Extract(square), value => Assert.InRange(value, 0, Math.Log10((65_504 * 10_000.0) + 1) + 1e-5));
    }

    private static void AssertLoudest(FeatureExtractor extractor, float[] clip, int band)
    {
        float[] row = extractor.Extract(clip).Chunk(extractor.ValueCount).ElementAt(30);
        int loudest = Array.IndexOf(row, row.Max());
        Assert.InRange(loudest, band - 1, band + 1);
    }

    private static void AssertClose(double[][] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Sum(row => row.Length), actual.Length);
        foreach ((double value, float ours) in expected.SelectMany(row => row).Zip(actual))
        {
            Assert.True(Math.Abs(value - ours) <= tolerance, $"{ours} instead of {value}");
        }
    }

    private static void AssertStreams(FeatureExtractor extractor, float[] clip)
    {
        List<float> streamed = [];
        long frames = extractor.Extract(() => new AudioBuffer(clip, extractor.Features[0].SampleRate).OpenReader(), rows => streamed.AddRange(rows));
        Assert.Equal(extractor.FrameCount(clip.Length), frames);
        Assert.Equal(extractor.Extract(clip), streamed.ToArray());
    }
}
