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
    public async Task Mn04_is_downloaded_verified_converted_and_names_noise_and_silence()
    {
        string models = SharedData.Path("models");
        using var server = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(models, Path.GetFileName(request.Path)))));
        using GenreClassifier classifier = await GenreClassifier.LoadAsync(
            PretrainedModels.AudioSet, new PretrainedOptions { Folder = _folder.Path, Mirror = server.Url("/") }, cancellationToken: Token);
        Assert.Equal("/mn04_as_mAP_432.pt", Assert.Single(server.Requests).Path);
        GenrePrediction noise = classifier.Classify(NonMusic.Render("white noise"), NonMusic.SampleRate, cancellationToken: Token);
        Assert.False(noise.IsMusic);
        GenrePrediction tone = classifier.Classify(NonMusic.Render("dial tone 350 + 440 Hz"), NonMusic.SampleRate, cancellationToken: Token);
        Assert.False(tone.IsMusic);
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
