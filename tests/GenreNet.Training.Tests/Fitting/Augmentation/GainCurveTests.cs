using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Augmentation;

public class GainCurveTests
{
    private const int Rate = 22050;

    private static readonly float[] Noise = MakeNoise();

    public static TheoryData<FeatureKind> Kinds { get; } = [.. Enum.GetValues<FeatureKind>().Where(kind => kind != FeatureKind.Embedding)];

    /// <summary>A gain of the features is the gain of the audio: in every column, whatever the features are.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gain_gives_the_features_of_louder_audio(FeatureKind kind)
    {
        FeatureOptions options = Options(kind);
        float[] features = Extract(options, Noise);
        new GainCurve(options, new AugmentationOptions { LevelDecibels = 6 }).Apply(features, options.CoefficientCount, new SeededRandom(7));

        // The same draw.
        double gain = Math.Pow(10, 6 * new SeededRandom(7).NextGaussian() / 20);
        Assert.NotEqual(1, gain, 0.05);
        float[] louder = Extract(options, [.. Noise.Select(s => (float)(s * gain))]);
        Assert.All(louder.Zip(features), pair => Assert.Equal(pair.First, pair.Second, 2e-3 + (1e-4 * Math.Abs(pair.First))));
    }

    [Fact]
    public void Equaliser_changes_mfccs_consistently_with_their_bands()
    {
        FeatureOptions bands = FeatureOptions.LogMels with { SegmentSeconds = 1, LogMel = FeatureOptions.LogMels.LogMel! with { MelCount = 128 } };
        FeatureOptions coefficients = Options(FeatureKind.Mfcc);
        var options = new AugmentationOptions { EqualizerDecibels = 4 };
        float[] logMel = Extract(bands, Noise);
        float[] mfcc = Extract(coefficients, Noise);
        new GainCurve(bands, options).Apply(logMel, 128, new SeededRandom(3));
        new GainCurve(coefficients, options).Apply(mfcc, 13, new SeededRandom(3));

        var cosine = new Core.Signal.DiscreteCosineTransform(128, 13);
        float[] expected = new float[13];
        cosine.Apply(logMel.AsSpan(128 * 5, 128), expected);
        Assert.All(expected.Zip(mfcc[(13 * 5)..(13 * 6)]), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
    }

    [Fact]
    public void Gain_keeps_the_level_independent_columns_of_a_summary()
    {
        FeatureOptions options = Options(FeatureKind.Summary);
        float[] before = Extract(options, Noise);
        float[] after = [.. before];
        new GainCurve(options, new AugmentationOptions { EqualizerDecibels = 5 }).Apply(after, options.CoefficientCount, new SeededRandom(1));
        string[] changed = [.. SummaryExtractor.ColumnNames.Where((_, i) => before[i] != after[i])];
        Assert.Equal(20, changed.Length);
        Assert.All(changed, name => Assert.Matches("^mfcc[0-9]+_mean$", name));
    }

    [Fact]
    public void Gain_keeps_embeddings() =>
        Assert.True(new GainCurve(FeatureOptions.External("vectors", 8), new AugmentationOptions { LevelDecibels = 6, EqualizerDecibels = 3 }).IsFlat);

    private static FeatureOptions Options(FeatureKind kind) => kind switch
    {
        FeatureKind.Joined => FeatureOptions.Join(1, Options(FeatureKind.MusicnnMel), Options(FeatureKind.Summary), Options(FeatureKind.Mfcc)),
        FeatureKind.Summary => FeatureOptions.Summaries with { SegmentSeconds = 1 },
        FeatureKind.LogMel => FeatureOptions.LogMels with { SegmentSeconds = 1 },
        FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels with { SegmentSeconds = 1 },
        FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels with { SegmentSeconds = 1 },
        _ => FeatureOptions.Default with { SegmentSeconds = 1 },
    };

    private static float[] Extract(FeatureOptions options, float[] samples) =>
        new FeaturePipeline(options).Extract(new AudioBuffer(samples, Rate).OpenReader()).Values.ToArray();

    private static float[] MakeNoise()
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, Rate).Select(_ => (float)(0.1 * random.NextGaussian()))];
    }
}
