using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>Models that say whether there is music at all, and models of several genres per clip.</summary>
public class ContentTests
{
    private const int Rate = NonMusic.SampleRate;

    [Fact]
    public void A_clip_without_music_is_detected_and_keeps_its_ranking()
    {
        using GenreClassifier classifier = new TestModel().WithContent(music: 0.04, speech: 0.93).Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(), Rate);
        Assert.False(prediction.IsMusic);
        Assert.True(prediction.IsOutOfDistribution);
        Assert.Null(prediction.Novelty);
        Assert.Equal(["speech", "music"], prediction.Content.Select(content => content.Label));
        Assert.Equal([false, true], prediction.Content.Select(content => content.IsMusic));
        Assert.Equal(0.93, prediction.Content[0].Probability, 1e-4);
        Assert.Equal(["samples: no music found (speech 93 %)."], prediction.Warnings);
        Assert.Equal(("jazz", false), (prediction.Genre, prediction.IsUnknown));
        Assert.Equal(3, prediction.Ranking.Count);
    }

    [Fact]
    public void Without_music_the_genres_move_towards_equal_probabilities()
    {
        GenrePrediction of(double music)
        {
            using GenreClassifier classifier = new TestModel().WithContent(music, speech: 0.93).Load();
            return classifier.Classify(Fixture.Music(), Rate);
        }

        GenrePrediction some = of(0.9);
        GenrePrediction none = of(0.03);
        Assert.Equal(some.Genre, none.Genre);
        // The threshold of the card is 0.3: a tenth of the network's probabilities, nine tenths of equal ones.
        Assert.Equal((0.1 * some.Confidence) + (0.9 / 3), none.Confidence, 1e-4);
        Assert.Equal(1, none.Ranking.Sum(genre => genre.Probability), 1e-5);
    }

    [Fact]
    public void A_clip_without_music_can_be_reported_as_unknown()
    {
        using GenreClassifier classifier = new TestModel().WithContent(music: 0.04, speech: 0.93).Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(), Rate, new ClassificationOptions { UnknownIfOutOfDistribution = true });
        Assert.Equal(("unknown", true), (prediction.Genre, prediction.IsUnknown));
        Assert.False(prediction.IsSilent);
    }

    [Theory]
    [InlineData(0.31, 0.99, true)]
    [InlineData(0.29, 0.49, true)]
    [InlineData(0.29, 0.51, false)]
    [InlineData(0.9, 0.1, true)]
    public void Both_thresholds_of_the_card_decide(double music, double speech, bool isMusic)
    {
        using GenreClassifier classifier = new TestModel().WithContent(music, speech).Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(), Rate);
        Assert.Equal(isMusic, prediction.IsMusic);
        Assert.Equal(!isMusic, prediction.IsOutOfDistribution);
        Assert.Equal(!isMusic, prediction.Warnings.Count > 0);
    }

    [Fact]
    public void Silence_is_silent_for_every_output_of_the_network()
    {
        using GenreClassifier classifier = new TestModel().WithContent(music: 0.04, speech: 0.93).Load();
        GenrePrediction prediction = classifier.Classify(new float[10 * Rate], Rate);
        Assert.True(prediction.IsSilent);
        Assert.Null(prediction.IsMusic);
        Assert.Empty(prediction.Content);
        Assert.DoesNotContain(prediction.Warnings, warning => warning.Contains("no music", StringComparison.Ordinal));
    }

    [Fact]
    public void Models_without_the_output_do_not_know_whether_it_is_music()
    {
        using GenreClassifier classifier = new TestModel().Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(), Rate);
        Assert.Null(prediction.IsMusic);
        Assert.Empty(prediction.Content);
        Assert.False(prediction.IsOutOfDistribution);
        // An output that the card does not describe is not used.
        using GenreClassifier undescribed = (new TestModel().WithContent(0.04, 0.93) with { ContentFacts = null }).Load();
        Assert.Null(undescribed.Classify(Fixture.Music(), Rate).IsMusic);
    }

    [Fact]
    public void Embedding_and_content_come_from_the_same_run()
    {
        using GenreClassifier classifier = new TestModel().WithContent(music: 0.9, speech: 0.2).Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(seconds: 9), Rate, new ClassificationOptions { IncludeEmbedding = true });
        Assert.Equal(13, prediction.Embedding.Length);
        Assert.Equal(0.9, prediction.Content[0].Probability, 1e-4);
        GenrePrediction without = classifier.Classify(Fixture.Music(seconds: 9), Rate);
        Assert.Equal(without.Ranking, prediction.Ranking);
        Assert.Equal(without.Content, prediction.Content);
    }

    [Fact]
    public void A_multi_label_ranking_has_independent_probabilities_of_which_some_are_calibrated()
    {
        using GenreClassifier classifier = TestModel.MultiLabel(0.9f, 0.2f, 0.7f).Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(), Rate);
        Assert.True(prediction.IsMultiLabel);
        Assert.Equal(["jazz", "techno", "rock"], prediction.Ranking.Select(genre => genre.Genre));
        Assert.Equal([true, false, true], prediction.Ranking.Select(genre => genre.IsCalibrated));
        Assert.Equal(1.8, prediction.Ranking.Sum(genre => genre.Probability), 1e-4);
        Assert.Equal(0.9, prediction.Confidence, 1e-4);
    }

    [Fact]
    public void Threshold_and_unknown_apply_to_each_genre_of_a_multi_label_model()
    {
        using GenreClassifier classifier = TestModel.MultiLabel(0.9f, 0.2f, 0.7f).Load();
        Assert.Equal(["jazz", "techno"], Classify(new ClassificationOptions { Threshold = 0.5 }).Ranking.Select(genre => genre.Genre));
        Assert.False(Classify(new ClassificationOptions { UnknownBelow = 0.85 }).IsUnknown);
        Assert.True(Classify(new ClassificationOptions { UnknownBelow = 0.95 }).IsUnknown);

        GenrePrediction Classify(ClassificationOptions options) => classifier.Classify(Fixture.Music(), Rate, options);
    }

    [Fact]
    public void A_level_beyond_all_audio_lowers_every_probability_of_a_multi_label_model()
    {
        using GenreClassifier classifier = TestModel.MultiLabel(0.9f, 0.2f, 0.7f).Load();
        float[] loud = Array.ConvertAll(Fixture.Music().ToArray(), sample => sample * 32768);
        GenrePrediction prediction = classifier.Classify(loud, Rate);
        Assert.True(prediction.IsOutOfDistribution);
        Assert.All(prediction.Ranking, genre => Assert.True(genre.Probability < 0.2, $"{genre}"));
        Assert.Equal(["jazz", "techno", "rock"], prediction.Ranking.Select(genre => genre.Genre));
    }

    [Fact]
    public void A_softmax_model_says_whether_its_temperature_was_fitted()
    {
        using GenreClassifier without = new TestModel().Load();
        using GenreClassifier calibrated = (new TestModel { Edit = card => card with { Calibration = Calibration(null) } }).Load();
        using GenreClassifier unfitted = (new TestModel { Edit = card => card with { Calibration = Calibration("too few tracks") } }).Load();
        Assert.Equal([false, true, false], ((GenreClassifier[])[without, calibrated, unfitted]).Select(model =>
            model.Classify(Fixture.Music(), Rate).Ranking.All(genre => genre.IsCalibrated)));
        Assert.All((GenreClassifier[])[without, calibrated, unfitted], model => Assert.False(model.Classify(Fixture.Music(), Rate).IsMultiLabel));

        static CalibrationFacts Calibration(string? remark) =>
            new() { Temperature = 1, FittedOn = "made-up clips", ErrorBefore = 0.1, ErrorAfter = 0.1, Remark = remark };
    }
}
