using GenreNet.Core.Features;
using GenreNet.Core.Features.Summary;
using GenreNet.Inference.Classification;
using GenreNet.Inference.Models;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Classification;

public class NoveltyMeterTests
{
    [Fact]
    public void The_limit_is_1_from_ten_seconds_on_and_rises_with_each_halving()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        NoveltyMeter meter = NoveltyMeter.Of(classifier.Card)!;
        Assert.Equal(1, meter.LimitOf(clipSeconds: 10, windowSeconds: 30));
        Assert.Equal(1, meter.LimitOf(3600, 30));
        Assert.Equal(1.175, meter.LimitOf(5, 30), 1e-12);
        Assert.Equal(1.35, meter.LimitOf(60, 2.5), 1e-12);
        Assert.True(double.IsFinite(meter.LimitOf(0, 30)));
    }

    [Fact]
    public void Softening_keeps_order_and_sum_and_leaves_ordinary_music_alone()
    {
        float[] probabilities = [0.7f, 0.1f, 0.2f];
        NoveltyMeter.Soften(probabilities, 1);
        Assert.Equal([0.7f, 0.1f, 0.2f], probabilities);
        NoveltyMeter.Soften(probabilities, 2);
        // An eighth of what the network says, seven eighths of equal shares.
        Assert.Equal(0.7 / 8 + 7.0 / 24, probabilities[0], 1e-6);
        Assert.Equal(1, probabilities.Sum(), 1e-6);
        Assert.True(probabilities[0] > probabilities[2] && probabilities[2] > probabilities[1]);
        NoveltyMeter.Soften(probabilities, double.NaN);
        Assert.All(probabilities, p => Assert.True(float.IsFinite(p)));
    }

    [Fact]
    public void The_mean_of_the_training_clips_is_no_novelty_and_their_level_does_not_count()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        NoveltyMeter meter = NoveltyMeter.Of(classifier.Card)!;
        float[] usual = Usual(classifier.Card.Standardization);
        Assert.Equal(0, meter.Measure(usual), 1e-3);
        foreach (string column in new[] { "rms_mean", "rms_var", "mfcc1_mean" })
        {
            usual[Column(column)] *= 100;
        }

        Assert.Equal(0, meter.Measure(usual), 1e-3);
    }

    [Fact]
    public void One_feature_that_is_far_off_does_not_decide_alone()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        float[] usual = Usual(classifier.Card.Standardization);
        usual[Column("mfcc20_mean")] = 1e9f;
        Assert.InRange(NoveltyMeter.Of(classifier.Card)!.Measure(usual), 0.1, 0.5);
    }

    [Fact]
    public void A_card_without_logarithms_of_variances_is_read_as_what_it_is()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        Standardization logarithms = classifier.Card.Standardization;
        // Mean and deviation of the variances themselves, as a network without the logarithm has them on its card.
        var plain = new Standardization
        {
            Mean = [.. Usual(logarithms).Select((value, i) => IsVariance(i) ? value * MathF.Exp(Square(logarithms.Deviation[i]) / 2) : value)],
            Deviation = [.. Usual(logarithms).Select((value, i) => IsVariance(i)
                ? value * MathF.Exp(Square(logarithms.Deviation[i]) / 2) * MathF.Sqrt(MathF.Exp(Square(logarithms.Deviation[i])) - 1)
                : logarithms.Deviation[i])],
        };
        NoveltyMeter meter = NoveltyMeter.Of(classifier.Card)!;
        NoveltyMeter other = NoveltyMeter.Of(classifier.Card with { Standardization = plain })!;
        float[] noise = classifier.ExtractFeatures(NonMusic.Render("white noise"), NonMusic.SampleRate, TestContext.Current.CancellationToken).Values;
        Assert.Equal(meter.Measure(noise), other.Measure(noise), 0.01);
    }

    [Theory]
    [InlineData(FeatureKind.Mfcc)]
    [InlineData(FeatureKind.LogMel)]
    [InlineData(FeatureKind.EfficientAtMel)]
    [InlineData(FeatureKind.MusicnnMel)]
    public void Frames_are_measured_where_the_card_says_what_its_tracks_sound_like(FeatureKind kind)
    {
        FeatureOptions options = kind switch
        {
            FeatureKind.LogMel => FeatureOptions.LogMels,
            FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels with { SegmentSeconds = 3 },
            FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels,
            _ => FeatureOptions.Default,
        };
        var pipeline = new FeaturePipeline(options);
        float[][] tracks = [.. GenreNet.Core.Datasets.Synthetic.SyntheticDataset.Styles.Select(style =>
            pipeline.Extract(new GenreNet.Core.Audio.AudioBuffer(Fixture.Music(style, 9), NonMusic.SampleRate).OpenReader()).Values)];
        using GenreClassifier classifier = Fixture.Load();
        ModelCard card = classifier.Card with { Features = options, Standardization = Frames(tracks, options), MfccReference = null };
        Assert.Null(NoveltyMeter.Of(card));
        NoveltyMeter meter = NoveltyMeter.Of(card with { MfccReference = Tracks(tracks, options) })!;
        double music = tracks.Average(track => Segments(track, options).Average(segment => meter.Measure(segment)));
        double tone = Segments(pipeline.Extract(new GenreNet.Core.Audio.AudioBuffer(NonMusic.Render("sine 440 Hz"), NonMusic.SampleRate).OpenReader()).Values, options)
            .Average(segment => meter.Measure(segment));
        Assert.InRange(music, 0.2, 0.9);
        Assert.True(tone > 1, $"{tone}");
    }

    private static IEnumerable<float[]> Segments(float[] values, FeatureOptions options) => values.Chunk(options.ValuesPerSegment);

    private static MfccReference Tracks(float[][] tracks, FeatureOptions options)
    {
        float[][] means = [.. tracks.Select(track =>
        {
            var mfccs = new MfccMeans(options);
            mfccs.Add(track);
            return mfccs.Compute();
        })];
        (float[] mean, float[] deviation) = Statistics(means);
        return new MfccReference { Mean = mean, Deviation = deviation };
    }

    private static Standardization Frames(float[][] tracks, FeatureOptions options)
    {
        (float[] mean, float[] deviation) = Statistics([.. tracks.SelectMany(track => track.Chunk(options.CoefficientCount))]);
        return new Standardization { Mean = mean, Deviation = deviation };
    }

    private static (float[] Mean, float[] Deviation) Statistics(float[][] rows)
    {
        float[] mean = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];
        return (mean, [.. mean.Select((m, i) => MathF.Sqrt(rows.Average(row => Square(row[i] - m))))]);
    }

    private static float[] Usual(Standardization standardization) =>
        [.. standardization.Mean.Select((mean, i) => IsVariance(i) ? MathF.Exp(mean) : mean)];

    private static bool IsVariance(int column) => SummaryExtractor.ColumnNames[column].EndsWith("_var", StringComparison.Ordinal);

    private static int Column(string name) => SummaryExtractor.ColumnNames.Index().First(column => column.Item == name).Index;

    private static float Square(float value) => value * value;
}
