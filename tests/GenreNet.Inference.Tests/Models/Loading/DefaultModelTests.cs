using System.Globalization;
using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Caching;
using GenreNet.Core.Datasets.Tables;
using GenreNet.Core.Features;
using GenreNet.Inference.Models;
using GenreNet.Inference.Models.Loading;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models.Loading;

/// <summary>The model in the package. Those on GTZAN are skipped where it is not at hand.</summary>
public class DefaultModelTests
{
    /// <summary>Clips of gtzan-3 that are whole; the others end after 18 s.</summary>
    private const int WholeClips = 5;

    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_small_and_knows_the_ten_genres()
    {
        Assert.InRange(DefaultModel.Read().Length, 100_000, 2_000_000);
        using var classifier = GenreClassifier.LoadDefault();
        Assert.Equal(["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"], classifier.Genres);
        Assert.Equal(FeatureOptions.Summaries, classifier.Card.Features);
        Assert.True(classifier.EmbeddingSize > 0);
    }

    [Fact]
    public void Its_card_is_honest()
    {
        using var classifier = GenreClassifier.LoadDefault();
        ModelCard card = classifier.Card;
        Assert.NotEmpty(card.Notes!.Description);
        Assert.NotEmpty(card.Notes.IntendedUse);
        Assert.Contains(card.Notes.Limits, limit => limit.Contains("Sturm", StringComparison.Ordinal));
        Assert.Contains(card.Evaluations!, e => e.Name.Contains("cross-validation", StringComparison.Ordinal));
        CardEvaluation published = Assert.Single(card.Evaluations!, e => e.Name.Contains("published valid list", StringComparison.Ordinal));
        Assert.Equal((card.Test!.TrackAccuracy, card.Test.Tracks), (published.TrackAccuracy, published.Tracks));
        Assert.InRange(published.TrackAccuracy, published.Low, published.High);
        Assert.Empty(card.Training.Split.Train.Intersect(card.Training.Split.Test));
        Assert.NotNull(card.Calibration!.Levels);
        Assert.All(card.Calibration.Levels.Zip(card.Calibration.Levels.Skip(1)), pair => Assert.True(pair.First.Answered >= pair.Second.Answered));
    }

    [Theory]
    [InlineData("gtzan-3")]
    [InlineData("gtzan-10x6.tar.gz")]
    public void Audio_and_the_tables_row_get_the_same_answer(string dataset)
    {
        using var classifier = GenreClassifier.LoadDefault();
        FeatureSet table = FeatureTable.Load(Fixture.Shared("features_30_sec.csv")).Features;
        FeatureSet audio = FeatureExtraction.Run(TrackLibrary.Open(Fixture.Shared(dataset), _token), classifier.Card.Features, null, _token).Features;
        var known = table.Tracks.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        string[] ids = [.. audio.Tracks.Select(t => t.Id).Where(known.Contains)];
        string[] heard = Answers(classifier, audio, ids);
        string[] written = Answers(classifier, table, ids);
        bool isWhole(string id) => dataset == "gtzan-3" && int.Parse(id[^5..], CultureInfo.InvariantCulture) < WholeClips;
        bool[] agree = [.. heard.Zip(written, string.Equals)];
        Assert.All(ids.Index().Where(track => isWhole(track.Item)), track => Assert.True(agree[track.Index], track.Item));
        bool[] cut = [.. ids.Index().Where(track => !isWhole(track.Item)).Select(track => agree[track.Index])];
        TestContext.Current.TestOutputHelper?.WriteLine($"{dataset}: {cut.Count(a => a)} of {cut.Length} cut clips agree");
        Assert.True(cut.Count(a => a) >= 0.85 * cut.Length, $"{cut.Count(a => a)} of {cut.Length} cut clips agree");
        Assert.True(ids.Length > 50);
    }

    [Fact]
    public void A_file_is_answered_as_its_features_are()
    {
        using var classifier = GenreClassifier.LoadDefault();
        string clip = Path.Combine(Fixture.Shared("gtzan-3"), "jazz", "jazz.00000.flac");
        GenrePrediction prediction = classifier.Classify(clip);
        Assert.Equal(prediction.Timeline[0].Probabilities, classifier.ClassifyFeatures(classifier.ExtractFeatures(clip).Values));
        // Half a minute at a time is the model's own; ten seconds every five tell more of the course.
        GenrePrediction fine = classifier.Classify(clip, new ClassificationOptions { Window = TimeSpan.FromSeconds(10), Hop = TimeSpan.FromSeconds(5) });
        Assert.Equal((1, 5), (prediction.Timeline.Count, fine.Timeline.Count));
    }

    private static string[] Answers(GenreClassifier classifier, FeatureSet data, string[] ids)
    {
        int[] segments = [.. ids.Select(id => Assert.Single(data.SegmentsOf([id])))];
        return [.. classifier.ClassifyFeatures(data.Gather(segments)).Chunk(classifier.Genres.Count).Select(row => classifier.Genres[row.AsSpan().IndexOf(row.Max())])];
    }
}
