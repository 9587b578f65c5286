using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Classification;

public class NoveltyMeterTests
{
    [Theory]
    [InlineData(30, 10, 30, 1)]
    [InlineData(30, 3600, 30, 1)]
    [InlineData(30, 5, 30, 1.175)]
    [InlineData(30, 60, 2.5, 1.35)]
    [InlineData(2, 10, 2, 1)]
    [InlineData(2, 2, 2, 1)]
    [InlineData(2, 1, 2, 1.175)]
    public void The_limit_is_1_for_windows_as_in_training_and_rises_with_each_halving(double trained, double clip, double window, double expected)
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        NoveltyMeter meter = NoveltyMeter.Of(Summaries(classifier.Card, trained))!;
        Assert.Equal(expected, meter.LimitOf(clip, window), 1e-12);
        Assert.True(double.IsFinite(meter.LimitOf(0, window)));
    }

    [Fact]
    public void The_first_part_with_summaries_measures_the_novelty_of_the_vote()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        ModelCard card = classifier.Card;
        float[] row = classifier.ExtractFeatures(NonMusic.Render("white noise", 2), NonMusic.SampleRate, TestContext.Current.CancellationToken).Values.ToArray();
        NoveltyMeter alone = NoveltyMeter.Of(Summaries(card, 2))!;
        NoveltyMeter joined = NoveltyMeter.Of(card)!;
        Assert.Equal(alone.Measure(row.AsSpan(0, 52)), joined.Measure(row));
        Assert.Equal(alone.LimitOf(1, 2), joined.LimitOf(1, 2));
        Assert.Null(NoveltyMeter.Of(card with { Parts = [.. card.Parts!.Skip(1)] }));
    }

    [Fact]
    public void Softening_keeps_order_and_sum_and_does_not_change_ordinary_music()
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
        ModelCard card = Summaries(classifier.Card, 2);
        NoveltyMeter meter = NoveltyMeter.Of(card)!;
        float[] usual = Usual(card.Standardization);
        Assert.Equal(0, meter.Measure(usual), 1e-3);
        foreach (string column in new[] { "rms_mean", "rms_var", "mfcc1_mean" })
        {
            usual[Column(column)] *= 100;
        }

        Assert.Equal(0, meter.Measure(usual), 1e-3);
    }

    [Fact]
    public void One_outlying_feature_does_not_decide_alone()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        ModelCard card = Summaries(classifier.Card, 2);
        float[] usual = Usual(card.Standardization);
        usual[Column("mfcc20_mean")] = 1e9f;
        Assert.InRange(NoveltyMeter.Of(card)!.Measure(usual), 0.1, 0.5);
    }

    [Fact]
    public void A_card_without_logarithms_of_variances_is_read_unchanged()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        ModelCard card = Summaries(classifier.Card, 2);
        Standardization logarithms = card.Standardization;
        // Mean and deviation of the variances themselves, as a network without the logarithm has them on its card.
        var plain = new Standardization
        {
            Mean = (float[])[.. Usual(logarithms).Select((value, i) => IsVariance(i) ? value * MathF.Exp(Square(logarithms.Deviation.Span[i]) / 2) : value)],
            Deviation = (float[])[.. Usual(logarithms).Select((value, i) => IsVariance(i)
                ? value * MathF.Exp(Square(logarithms.Deviation.Span[i]) / 2) * MathF.Sqrt(MathF.Exp(Square(logarithms.Deviation.Span[i])) - 1)
                : logarithms.Deviation.Span[i])],
        };
        NoveltyMeter meter = NoveltyMeter.Of(card)!;
        NoveltyMeter other = NoveltyMeter.Of(card with { Standardization = plain })!;
        float[] noise = classifier.ExtractFeatures(NonMusic.Render("white noise", 2), NonMusic.SampleRate, TestContext.Current.CancellationToken).Values.ToArray()[..52];
        Assert.Equal(meter.Measure(noise), other.Measure(noise), 0.01);
    }

    [Theory]
    [InlineData(FeatureKind.Mfcc)]
    [InlineData(FeatureKind.LogMel)]
    [InlineData(FeatureKind.EfficientAtMel)]
    [InlineData(FeatureKind.MusicnnMel)]
    public void Frames_have_a_novelty_if_the_card_has_a_reference(FeatureKind kind)
    {
        FeatureOptions options = kind switch
        {
            FeatureKind.LogMel => FeatureOptions.LogMels,
            FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels with { SegmentSeconds = 3 },
            FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels,
            _ => FeatureOptions.Default,
        };
        var pipeline = new FeaturePipeline(options);
        float[][] tracks = [.. GenreNet.Core.Datasets.SyntheticDataset.Styles.Select(style =>
            pipeline.Extract(new GenreNet.Core.Audio.AudioBuffer(Fixture.Music(style, 9), NonMusic.SampleRate).OpenReader()).Values.ToArray())];
        using GenreClassifier classifier = Fixture.Load();
        ModelCard card = classifier.Card with { Features = options, Standardization = Frames(tracks, options), MfccReference = null };
        Assert.Null(NoveltyMeter.Of(card));
        NoveltyMeter meter = NoveltyMeter.Of(card with { MfccReference = Tracks(tracks, options) })!;
        double music = tracks.Average(track => Segments(track, options).Average(segment => meter.Measure(segment)));
        double tone = Segments(pipeline.Extract(new GenreNet.Core.Audio.AudioBuffer(NonMusic.Render("sine 440 Hz"), NonMusic.SampleRate).OpenReader()).Values.ToArray(), options)
            .Average(segment => meter.Measure(segment));
        Assert.InRange(music, 0.2, 0.9);
        Assert.True(tone > 1, $"{tone}");
    }

    // The part of the embedded model that takes summaries, as a model of its own.
    private static ModelCard Summaries(ModelCard card, double seconds) => card with
    {
        Features = FeatureOptions.Summaries with { SegmentSeconds = seconds },
        Standardization = card.Parts![0].Standardization,
        Parts = null,
    };

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
        [.. standardization.Mean.ToArray().Select((mean, i) => IsVariance(i) ? MathF.Exp(mean) : mean)];

    private static bool IsVariance(int column) => SummaryExtractor.ColumnNames[column].EndsWith("_var", StringComparison.Ordinal);

    private static int Column(string name) => SummaryExtractor.ColumnNames.Index().First(column => column.Item == name).Index;

    private static float Square(float value) => value * value;
}
