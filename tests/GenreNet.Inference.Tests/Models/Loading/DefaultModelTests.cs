using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models.Loading;

/// <summary>The model in the package. Those on GTZAN are skipped where it is not at hand.</summary>
public class DefaultModelTests
{
    [Fact]
    public void The_model_is_small_and_has_the_ten_genres()
    {
        Assert.InRange(DefaultModel.Read().Length, 100_000, 3_000_000);
        using var classifier = GenreClassifier.LoadDefault();
        Assert.Equal(["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"], classifier.Genres);
        Assert.Equal([FeatureKind.Summary, FeatureKind.MusicnnMel], classifier.Card.Features.Views!.Select(view => view.Kind));
        Assert.Equal(["linear", "mel-resnet-wide"], classifier.Card.Parts!.Select(part => part.Network));
        Assert.True(classifier.EmbeddingSize > 0);
    }

    [Fact]
    public void The_weights_match_the_checksum_which_is_not_computed_when_the_model_loads()
    {
        byte[] file = DefaultModel.Read();
        Assert.Equal(ModelFile.CardOf(file, DefaultModel.Name).WeightsSha256, WeightsChecksum.Of(file));
    }

    [Fact]
    public void The_card_states_data_and_accuracy()
    {
        using var classifier = GenreClassifier.LoadDefault();
        ModelCard card = classifier.Card;
        Assert.NotEmpty(card.Notes!.Description);
        Assert.NotEmpty(card.Notes.IntendedUse);
        Assert.Contains(card.Notes.Limits, limit => limit.Contains("Sturm", StringComparison.Ordinal));
        CardEvaluation vote = card.Evaluations![0];
        Assert.StartsWith("cross-validation of the vote", vote.Name, StringComparison.Ordinal);
        Assert.InRange(vote.TrackAccuracy, vote.Low, vote.High);
        Assert.Contains(card.Notes.Limits, limit => limit.Contains($"{vote.TrackAccuracy:0 %} of the answers", StringComparison.Ordinal));
        Assert.All(card.Evaluations.Skip(1), part => Assert.True(part.TrackAccuracy < vote.TrackAccuracy));
        Assert.NotNull(card.Calibration!.Levels);
        Assert.All(card.Calibration.Levels.Zip(card.Calibration.Levels.Skip(1)), pair => Assert.True(pair.First.Answered >= pair.Second.Answered));
    }

    [Fact]
    public void The_published_test_list_was_not_used_for_training()
    {
        using var classifier = GenreClassifier.LoadDefault();
        IEnumerable<string> held = File.ReadLines(Fixture.Shared(Path.Combine("splits", "test_filtered.txt"))).Select(line => Path.ChangeExtension(line.Trim(), null));
        HashSet<string> trained = [.. classifier.Card.Training.Split.Train.Select(track => track.Replace(".short", string.Empty, StringComparison.Ordinal))];
        Assert.True(trained.Count > 600);
        Assert.DoesNotContain(held, trained.Contains);
    }

    [Fact]
    public void Training_clips_and_excerpts_of_them_are_classified_correctly()
    {
        using var classifier = GenreClassifier.LoadDefault();
        string[] clips = [.. Directory.EnumerateFiles(Fixture.Shared("gtzan-short"), "*.flac", SearchOption.AllDirectories)
            .Where(file => file[^6] == '0').Order(StringComparer.Ordinal)];
        int correct = clips.Count(clip => classifier.Classify(clip).Genre == Path.GetFileName(Path.GetDirectoryName(clip)));
        Assert.True(clips.Length > 20 && correct > 0.7 * clips.Length, $"{correct} of {clips.Length}");
    }

    [Fact]
    public void A_file_and_its_features_have_the_same_prediction()
    {
        using var classifier = GenreClassifier.LoadDefault();
        string clip = Path.Combine(Fixture.Shared("gtzan-3"), "jazz", "jazz.00000.flac");
        GenrePrediction prediction = classifier.Classify(clip);
        float[] fromFeatures = classifier.ClassifyFeatures(classifier.ExtractFeatures(clip).Values);
        // Segments that are unlike the training music are softened in answers alone.
        Assert.Equal(fromFeatures.Length, prediction.Timeline.Sum(segment => segment.Probabilities.ToArray().Length));
        Assert.Equal(
            fromFeatures.Chunk(classifier.Genres.Count).Select(row => classifier.Genres[row.AsSpan().IndexOf(row.Max())]),
            prediction.Timeline.Select(segment => segment.Genre));
    }
}
