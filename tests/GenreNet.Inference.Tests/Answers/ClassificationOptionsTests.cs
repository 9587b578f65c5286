using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Answers;

public class ClassificationOptionsTests
{
    private const int Rate = 22050;

    [Fact]
    public void The_ranking_has_the_requested_length()
    {
        using var classifier = Fixture.Load();
        IReadOnlyList<GenreProbability> all = classifier.Classify(Fixture.Music(), Rate).Ranking;
        IReadOnlyList<GenreProbability> top = classifier.Classify(Fixture.Music(), Rate, new ClassificationOptions { Top = 3 }).Ranking;
        Assert.Equal(all.Take(3), top);
        double threshold = all[1].Probability;
        Assert.Equal(all.Take(2), classifier.Classify(Fixture.Music(), Rate, new ClassificationOptions { Threshold = threshold }).Ranking);
        Assert.Equal(all.Take(1), classifier.Classify(Fixture.Music(), Rate, new ClassificationOptions { Threshold = 1 }).Ranking);
    }

    [Fact]
    public void A_genre_below_the_threshold_is_unknown()
    {
        using var classifier = Fixture.Load();
        GenrePrediction sure = classifier.Classify(Fixture.Music(), Rate);
        Assert.False(sure.IsUnknown);
        var above = new ClassificationOptions { UnknownBelow = Math.BitIncrement(sure.Confidence) };
        GenrePrediction unsure = classifier.Classify(Fixture.Music(), Rate, above);
        Assert.True(unsure.IsUnknown);
        Assert.Equal("unknown", unsure.Genre);
        Assert.Equal(sure.Ranking, unsure.Ranking);
        Assert.Equal(sure.Genre, classifier.Classify(Fixture.Music(), Rate, above with { UnknownBelow = sure.Confidence }).Genre);
    }

    [Fact]
    public void Silence_has_no_genre_and_a_warning()
    {
        using var classifier = Fixture.Load();
        GenrePrediction prediction = classifier.Classify(new float[10 * Rate], Rate);
        Assert.True(prediction.IsUnknown);
        Assert.Contains("silent", Assert.Single(prediction.Warnings));
    }

    [Fact]
    public void Segments_may_overlap()
    {
        using var classifier = Fixture.Load();
        ReadOnlyMemory<float> music = Fixture.Music(seconds: 6);
        GenrePrediction prediction = classifier.Classify(music, Rate, new ClassificationOptions { SegmentHop = TimeSpan.FromSeconds(1) });
        Assert.Equal([0, 1, 2, 3], prediction.Timeline.Select(s => s.Start.TotalSeconds));
        Assert.All(prediction.Timeline, s => Assert.Equal(3, (s.End - s.Start).TotalSeconds, 1e-6));
        Assert.Equal(classifier.Classify(music.Slice(Rate, 3 * Rate), Rate).Timeline[0].Probabilities, prediction.Timeline[1].Probabilities);
        int genre = classifier.Genres.ToList().IndexOf(prediction.Genre);
        Assert.Equal(prediction.Timeline.Average(s => (double)s.Probabilities.ToArray()[genre]), prediction.Confidence, 1e-6);
    }

    [Fact]
    public void The_timeline_does_not_change_the_other_results()
    {
        using var classifier = Fixture.Load();
        GenrePrediction with = classifier.Classify(Fixture.Music(), Rate);
        GenrePrediction without = classifier.Classify(Fixture.Music(), Rate, new ClassificationOptions { IncludeTimeline = false });
        Assert.Empty(without.Timeline);
        Assert.Equal(with.Ranking, without.Ranking);
        Assert.Equal(with.Duration, without.Duration);
    }

    [Fact]
    public void Options_of_the_classifier_apply_to_calls_without_options()
    {
        using GenreClassifier classifier = GenreClassifier.Load(Fixture.Model, new ClassificationOptions { Top = 2 });
        Assert.Equal(2, classifier.Classify(Fixture.Music(), Rate).Ranking.Count);
        Assert.Equal(10, classifier.Classify(Fixture.Music(), Rate, ClassificationOptions.Default).Ranking.Count);
    }

    public static TheoryData<ClassificationOptions, string> Impossible => new()
    {
        { new() { Top = 0 }, "Top" },
        { new() { Threshold = -0.1 }, "Threshold" },
        { new() { UnknownBelow = double.NaN }, "UnknownBelow" },
        { new() { SegmentHop = TimeSpan.Zero }, "Hop" },
        { new() { SegmentHop = TimeSpan.FromSeconds(3.1) }, "hop" },
        { new() { SegmentHop = TimeSpan.FromTicks(1) }, "hop" },
        { new() { SegmentDuration = TimeSpan.FromSeconds(2) }, "window" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Invalid_options_are_rejected_when_loading_and_when_classifying(ClassificationOptions options, string part)
    {
        using var classifier = Fixture.Load();
        string problem = Assert.Throws<ArgumentException>(() => classifier.Classify(Fixture.Music(), Rate, options)).Message;
        Assert.Contains(part, problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GenreClassifier.Load(Fixture.Model, options));
        Assert.Throws<ArgumentException>(() => classifier.ClassifyManyAsync(["a.wav"], options));
        Assert.Throws<ArgumentException>(() => classifier.ClassifyStreamAsync(Stream.Null, options: options));
    }
}
