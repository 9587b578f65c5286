using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests.Installation;

/// <summary>The calibration in the package, and what becomes of the probabilities of the model <c>audioset</c>.</summary>
public sealed class AudioSetCalibrationTests : IDisposable
{
    private static readonly string[] Gtzan = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_package_calibrates_the_ten_genres_of_mn04_and_of_no_other_checkpoint()
    {
        LabelCalibration calibration = AudioSetCalibration.Of(PretrainedCheckpoints.Mn04)!;
        Assert.Equal(Gtzan, calibration.Genres);
        Assert.Subset(AudioSetLabels.Genres.Select(label => label.Name).ToHashSet(), calibration.Genres.ToHashSet());
        Assert.All(calibration.Scales!, scale => Assert.InRange(scale.Scale, 0.1, 10));
        Assert.NotNull(calibration.OtherScale);
        Assert.Equal(10, calibration.Figures!.Count);
        Assert.All(calibration.Figures, figures => Assert.True(figures.ErrorAfter < figures.ErrorBefore));
        Assert.Contains("equally common", calibration.FittedOn, StringComparison.Ordinal);
        Assert.Contains("not calibrated", calibration.Remark, StringComparison.Ordinal);
        Assert.Null(AudioSetCalibration.Of(PretrainedCheckpoints.Mn10));
        Assert.Null(AudioSetCalibration.Of(PretrainedCheckpoints.Mn05));
        Assert.Null(AudioSetCalibration.Of(Mini.At(url: null)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_published_model_answers_with_calibrated_probabilities(bool hasHalfWeights)
    {
        var options = new PretrainedOptions
        {
            Folder = _folder.Path,
            CheckpointFolder = SharedData.Path("models"),
            StoreWeightsAsFloat16 = hasHalfWeights,
        };
        string path = await new PretrainedStore(options).GetAsync(PretrainedModels.AudioSet, cancellationToken: Token);
        using var calibrated = GenreClassifier.Load(path);
        ModelCard card = calibrated.Card;
        byte[] plainFile = OnnxModelFile.WithCard(await File.ReadAllBytesAsync(path, Token), card with { LabelCalibration = null }, path);
        using var plain = GenreClassifier.Load(new MemoryStream(plainFile), "plain.onnx");

        Assert.Equal(Gtzan, card.Genres.Where(card.IsCalibrated).Order(StringComparer.Ordinal));
        string limits = string.Join('\n', card.Notes!.Limits);
        Assert.Contains("exactly one of these genres, all equally common", limits, StringComparison.Ordinal);
        Assert.Contains("The scores of all other genres are not calibrated", limits, StringComparison.Ordinal);
        foreach (string style in SyntheticDataset.Styles.Take(3))
        {
            // A single segment: there, the pooled probability is the network's.
            float[] samples = SyntheticDataset.Render(style, 3, 10).Samples.ToArray();
            GenrePrediction answer = calibrated.Classify(samples, SyntheticDataset.SampleRate, cancellationToken: Token);
            GenrePrediction before = plain.Classify(samples, SyntheticDataset.SampleRate, cancellationToken: Token);
            Assert.Equal(card.Genres.Count, answer.Ranking.Count);
            Assert.All(answer.Ranking, genre =>
            {
                Assert.Equal(Gtzan.Contains(genre.Genre), genre.IsCalibrated);
                double old = before.Ranking.Single(other => other.Genre == genre.Genre).Probability;
                LogitScale scale = card.LabelCalibration!.ScaleOf(genre.Genre);
                double logit = Math.Log(old / (1 - old));
                Assert.Equal(1 / (1 + Math.Exp(-(scale.Scale * logit) - scale.Offset)), genre.Probability, 1e-4);
            });
            // What the sound is does not depend on the calibration of genres.
            Assert.Equal(before.Content, answer.Content);
        }
    }
}
