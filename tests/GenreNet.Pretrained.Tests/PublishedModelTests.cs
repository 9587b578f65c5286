using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;
using GenreNet.Inference;

namespace GenreNet.Pretrained.Tests;

/// <summary>The published checkpoints, served from loopback; skipped where they are absent.</summary>
public sealed class PublishedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mn04_is_downloaded_verified_converted_and_recognises_noise_and_silence()
    {
        string models = SharedData.Path("models");
        using var server = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(models, Path.GetFileName(request.Path)))));
        using GenreClassifier classifier = await GenreClassifier.LoadAsync(
            PretrainedModels.AudioSet, new PretrainedOptions { Folder = _folder.Path, Mirror = server.Url("/") }, cancellationToken: Token);
        Assert.Equal("/mn04_as_mAP_432.pt", Assert.Single(server.Requests).Path);
        string[] signals = [.. NonMusic.Names, .. NonMusic.LaterNames];
        string[] music = [.. signals.Where(name => classifier.Classify(NonMusic.Render(name), NonMusic.SampleRate, cancellationToken: Token).IsMusic == true)];
        TestContext.Current.TestOutputHelper!.WriteLine($"{music.Length} of {signals.Length} pass for music: {string.Join(", ", music)}");
        Assert.InRange(music.Length, 0, 15);
        GenrePrediction noise = classifier.Classify(NonMusic.Render("white noise"), NonMusic.SampleRate, cancellationToken: Token);
        Assert.False(noise.IsMusic);
        GenrePrediction tone = classifier.Classify(NonMusic.Render("dial tone 350 + 440 Hz"), NonMusic.SampleRate, cancellationToken: Token);
        Assert.False(tone.IsMusic);
    }

    [Fact]
    public async Task Weights_in_float16_take_half_the_space_and_give_the_same_predictions()
    {
        var options = new PretrainedOptions { Folder = Path.Combine(_folder.Path, "single"), CheckpointFolder = SharedData.Path("models") };
        PretrainedOptions half = options with { Folder = Path.Combine(_folder.Path, "half"), StoreWeightsAsFloat16 = true };
        using GenreClassifier classifier = await GenreClassifier.LoadAsync(PretrainedModels.AudioSet, options, cancellationToken: Token);
        using GenreClassifier small = await GenreClassifier.LoadAsync(PretrainedModels.AudioSet, half, cancellationToken: Token);
        Assert.InRange((double)Size(half) / Size(options), 0.4, 0.6);
        foreach (string style in SyntheticDataset.Styles.Take(3))
        {
            float[] samples = SyntheticDataset.Render(style, 3, 20).Samples.ToArray();
            GenrePrediction expected = classifier.Classify(samples, SyntheticDataset.SampleRate, cancellationToken: Token);
            GenrePrediction actual = small.Classify(samples, SyntheticDataset.SampleRate, cancellationToken: Token);
            Assert.Equal(expected.Genre, actual.Genre);
            Assert.All(expected.Ranking, row => Assert.Equal(row.Probability, actual.Ranking.Single(other => other.Genre == row.Genre).Probability, 0.005));
        }

        static long Size(PretrainedOptions options) => new FileInfo(Path.Combine(options.Folder!, "models", "audioset.onnx")).Length;
    }

    [Theory]
    [InlineData("mn04_as_mAP_432.pt", "mn04")]
    [InlineData("MSD_musicnn.h5", "musicnn-msd")]
    [InlineData("MTT_musicnn.h5", "musicnn-mtt")]
    public void A_file_is_recognised_by_its_checksum(string file, string name)
    {
        var store = new PretrainedStore(new PretrainedOptions { Folder = _folder.Path });
        string path = SharedData.Path("models", file);
        Assert.Equal(new FileInfo(path).Length, store.Add(path, cancellationToken: Token).Length);
        Assert.NotNull(store.Find(PretrainedCheckpoints.Find(name)!));
    }
}
