using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Onnx.Voting;

/// <summary>Models with random weights that vote in one file.</summary>
public sealed class OnnxVoteTests : IDisposable
{
    private static readonly FeatureOptions Mels = FeatureOptions.MusicnnMels with { SegmentSeconds = 1, HopSeconds = 0.5 };
    private static readonly FeatureOptions Summaries = FeatureOptions.Summaries with { SegmentSeconds = 2 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Models_with_different_features_combine_by_multiplying_probabilities()
    {
        string[] paths = [TestTeacher.Save(_folder.Path, "summary", Summaries, temperature: 1.7), TestTeacher.Save(_folder.Path, "mel-resnet-wide", Mels, seed: 2)];
        CombinedModel combined = CombinedModel.Of(paths, [0.25, 0.75], null, isBalanced: false);
        Assert.InRange(combined.Difference, 0, 1e-4);
        Assert.Equal(FeatureKind.Joined, combined.Card.Features.Kind);
        Assert.Equal(2, combined.Card.Features.SegmentSeconds);
        Assert.True(combined.Card.Features.FillsByRepeating);
        Assert.Equal(SegmentPooling.LogMean, combined.Card.Pooling);
        Assert.Equal([0.25, 0.75], combined.Card.Parts!.Select(p => p.Weight));
        Assert.NotNull(combined.Card.WeightsSha256);

        // The same answer as from the parts, for features that nothing here made up.
        using GenreClassifier vote = Open(combined.File);
        using var summary = GenreClassifier.Load(paths[0]);
        using var mel = GenreClassifier.Load(paths[1]);
        float[] samples = Noise(2 * 22050);
        float[] together = vote.ClassifyFeatures(vote.ExtractFeatures(samples, 22050).Values);
        float[] first = summary.ClassifyFeatures(summary.ExtractFeatures(samples, 22050).Values);
        float[] second = mel.ClassifyFeatures(mel.ExtractFeatures(samples, 22050).Values.Slice(0, Mels.ValuesPerSegment));
        double[] products = [.. Enumerable.Range(0, 3).Select(g => Math.Pow(first[g], 0.25) * Math.Pow(second[g], 0.75))];
        Assert.All(Enumerable.Range(0, 3), g => Assert.Equal(products[g] / products.Sum(), together[g], 1e-3));
        Assert.Equal(summary.EmbeddingSize + mel.EmbeddingSize, vote.EmbeddingSize);
        Assert.NotNull(vote.MeasureNovelty(vote.ExtractFeatures(samples, 22050).Values.ToArray()));
    }

    [Fact]
    public void Equal_features_are_computed_once()
    {
        string[] paths = [TestTeacher.Save(_folder.Path), TestTeacher.Save(_folder.Path, seed: 2), TestTeacher.Save(_folder.Path, "dense", seed: 3)];
        CombinedModel combined = CombinedModel.Of(paths, [0.2, 0.3, 0.5], null, isBalanced: false);
        Assert.Equal(TestFeatures.Options, combined.Card.Features);
        Assert.InRange(combined.Difference, 0, 1e-4);
    }

    [Fact]
    public void A_combined_model_can_be_combined_again()
    {
        string first = Path.Combine(_folder.Path, "vote.onnx");
        string summary = TestTeacher.Save(_folder.Path, "summary", Summaries);
        string mel = TestTeacher.Save(_folder.Path, "mel-resnet", Mels);
        File.WriteAllBytes(first, CombinedModel.Of([summary, mel], [0.5, 0.5], null, isBalanced: false).File);
        CombinedModel combined = CombinedModel.Of([TestTeacher.Save(_folder.Path), first, mel], [0.2, 0.4, 0.4], null, isBalanced: false);
        Assert.Equal(3, combined.Card.Features.Views!.Count);
        Assert.InRange(combined.Difference, 0, 1e-4);
    }

    [Fact]
    public void A_model_that_repeats_short_clips_can_be_combined()
    {
        string[] paths = [TestTeacher.Save(_folder.Path, "mel-resnet-wide", Mels with { FillsByRepeating = true }, seed: 2), TestTeacher.Save(_folder.Path, "summary", Summaries)];
        CombinedModel combined = CombinedModel.Of(paths, [0.5, 0.5], null, isBalanced: false);
        Assert.True(combined.Card.Features.FillsByRepeating);
        Assert.All(combined.Card.Features.Views!, view => Assert.False(view.FillsByRepeating));
        CombinedModel alone = CombinedModel.Of([paths[0], paths[0]], [0.5, 0.5], null, isBalanced: false);
        Assert.Equal(Mels with { FillsByRepeating = true }, alone.Card.Features);
    }

    [Fact]
    public void Fitted_weights_and_temperature_are_on_the_card()
    {
        string[] paths = [TestTeacher.Save(_folder.Path), TestTeacher.Save(_folder.Path, seed: 2)];
        TrackPrediction[] answers = [.. Enumerable.Range(0, 10).Select(i => new TrackPrediction($"track {i}", i < 8 ? 1 : 0, 1, [0.3, 0.7], []))];
        var fit = new VoteFit([0.4, 0.6], [0.2, 0.5], [0.5, 0.8], 1.4, [1, 1], 0.9, [6, 7], answers, 0.2, 0.1);
        CombinedModel combined = CombinedModel.Of(paths, [0.5, 0.5], fit, isBalanced: true);
        Assert.Equal(1.4, combined.Card.Calibration!.Temperature);
        Assert.Equal((0.4, 0.2, 0.5), (combined.Card.Parts![0].Weight, combined.Card.Parts[0].WeightLow, combined.Card.Parts[0].WeightHigh));
        Assert.Equal((0.2, 0.1, 0.8), (combined.Card.Calibration.ErrorBefore, combined.Card.Calibration.ErrorAfter, combined.Card.Calibration.Levels![5].Accuracy));
        CardEvaluation vote = Assert.Single(combined.Card.Evaluations!);
        Assert.Equal((0.8, 10), (vote.TrackAccuracy, vote.Tracks));
        Assert.InRange(vote.TrackAccuracy, vote.Low, vote.High);
        Assert.Contains("fitted to the out-of-fold predictions for 10 tracks, genres balanced", combined.Card.Training.Method, StringComparison.Ordinal);
        Assert.InRange(combined.Difference, 0, 1e-4);
    }

    [Fact]
    public void Genres_are_matched_by_name_and_other_genres_are_rejected()
    {
        // Capitals sort before small letters, so that the order of the outputs differs.
        string[] paths = [TestTeacher.Save(_folder.Path), TestTeacher.Save(_folder.Path, seed: 2, genres: ["Rock", "blues", "disco"])];
        Assert.InRange(CombinedModel.Of(paths, [0.5, 0.5], null, isBalanced: false).Difference, 0, 1e-4);
        string other = TestTeacher.Save(_folder.Path, seed: 3, genres: ["blues", "disco", "polka"]);
        GenreNetException problem = Assert.Throws<GenreNetException>(() => CombinedModel.Of([paths[0], other], [0.5, 0.5], null, isBalanced: false));
        Assert.Contains("combine only models with the same genres", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_combined_model_that_differs_from_its_parts_is_rejected()
    {
        string[] paths = [TestTeacher.Save(_folder.Path), TestTeacher.Save(_folder.Path, seed: 2)];
        CombinedModel combined = CombinedModel.Of(paths, [0.5, 0.5], null, isBalanced: false);
        VotePart[] parts = [.. paths.Select((path, i) =>
        {
            using var model = GenreClassifier.Load(path);
            return new VotePart(path, File.ReadAllBytes(path), model.Card, 0, i == 0 ? 0.9 : 0.1);
        })];
        Assert.Throws<GenreNetException>(() => VoteVerifier.Verify(combined.File, "the vote", parts));
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        string[] paths = [TestTeacher.Save(_folder.Path), TestTeacher.Save(_folder.Path, "summary", Summaries)];
        Assert.Equal(CombinedModel.Of(paths, [0.5, 0.5], null, isBalanced: false).File, CombinedModel.Of(paths, [0.5, 0.5], null, isBalanced: false).File);
    }

    private static GenreClassifier Open(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return GenreClassifier.Load(stream);
    }

    private static float[] Noise(int count)
    {
        var random = new SeededRandom(4);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian() / 5)];
    }
}
