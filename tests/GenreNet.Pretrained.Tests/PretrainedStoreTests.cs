using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;
using GenreNet.Inference;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests;

public sealed class PretrainedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Home => Path.Combine(_folder.Path, "home");

    private PretrainedOptions Options => new() { Folder = Home, Download = new DownloadOptions { RetryCount = 1, InitialRetryDelay = TimeSpan.Zero } };

    private PretrainedStore Store => new(Options);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_downloaded_and_converted_once_and_then_needs_no_network()
    {
        List<DownloadStage> stages = [];
        using (var server = new FaultyServer(request => ServerReply.File(request, Mini.Content)))
        {
            PretrainedModel model = PretrainedModels.AudioSetOf(Mini.At(server.Url("/mini.pt")));
            Assert.Equal("audioset-mini", model.Name);
            using GenreClassifier first = await GenreClassifier.LoadAsync(model, Options, progress: new Direct(report => stages.Add(report.Stage)), cancellationToken: Token);
            Assert.Single(server.Requests);
            Assert.Equal([DownloadStage.Downloading, DownloadStage.Verifying, DownloadStage.Converting], stages.Distinct());
            Assert.True(first.Card.IsMultiLabel);
            Assert.Equal(57, first.Genres.Count);
            Assert.Equal(Mini.Sum(Mini.Content), Assert.Single(first.Card.Backbones!).Sha256);
        }

        PretrainedModel offline = PretrainedModels.AudioSetOf(Mini.At(new Uri("http://127.0.0.1:9/mini.pt")));
        using GenreClassifier again = await GenreClassifier.LoadAsync(offline, Options, cancellationToken: Token);
        GenrePrediction answer = again.Classify(new float[22050 * 4], 22050, cancellationToken: Token);
        Assert.NotNull(answer.Content);
        Assert.Equal(
            [Path.Combine(Home, "checkpoints", "mini.pt"), Path.Combine(Home, "models", "audioset-mini.onnx"), Path.Combine(Home, "models", "audioset-mini.onnx.json")],
            Directory.GetFiles(Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_processes_at_once_download_and_convert_once()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content));
        PretrainedModel model = PretrainedModels.AudioSetOf(Mini.At(server.Url("/mini.pt")));
        var converter = new CountingConverter();
        string[] paths = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new PretrainedStore(Options with { Converter = converter }).GetAsync(model, cancellationToken: Token)));
        Assert.Single(server.Requests);
        Assert.Equal(1, converter.Count);
        Assert.Single(paths.Distinct());
    }

    [Fact]
    public async Task A_damaged_model_is_converted_again_without_the_network()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content));
        PretrainedModel model = PretrainedModels.AudioSetOf(Mini.At(server.Url("/mini.pt")));
        string path = await Store.GetAsync(model, cancellationToken: Token);
        byte[] content = await File.ReadAllBytesAsync(path, Token);
        await File.WriteAllBytesAsync(path, content[..^100], Token);
        Assert.Equal(path, await Store.GetAsync(model, cancellationToken: Token));
        Assert.Equal(content, await File.ReadAllBytesAsync(path, Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_model_of_an_older_conversion_is_converted_again_if_its_checkpoint_is_installed()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content));
        PretrainedModel model = PretrainedModels.AudioSetOf(Mini.At(server.Url("/mini.pt")));
        var old = new CountingConverter();
        await new PretrainedStore(Options with { Converter = old }).GetAsync(model, cancellationToken: Token);
        var newer = new CountingConverter { Version = "newer" };
        await new PretrainedStore(Options with { Converter = newer }).GetAsync(model, cancellationToken: Token);
        Assert.Equal(1, newer.Count);
        File.Delete(Path.Combine(Home, "checkpoints", "mini.pt"));
        await new PretrainedStore(Options with { Converter = old }).GetAsync(model, cancellationToken: Token);
        Assert.Equal(1, old.Count);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_mirror_and_a_folder_of_files_replace_the_public_URL()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content));
        PretrainedCheckpoint checkpoint = Mini.At(new Uri("http://127.0.0.1:9/never"));
        await new PretrainedStore(Options with { Mirror = server.Url("/mirror") }).GetAsync(checkpoint, cancellationToken: Token);
        Assert.Equal("/mirror/mini.pt", Assert.Single(server.Requests).Path);

        await File.WriteAllBytesAsync(_folder.File("stick", "mini.pt"), Mini.Content, Token);
        string other = Path.Combine(_folder.Path, "other");
        string path = await new PretrainedStore(Options with { Folder = other, CheckpointFolder = Path.Combine(_folder.Path, "stick") }).GetAsync(checkpoint, cancellationToken: Token);
        Assert.Equal(Path.Combine(other, "checkpoints", "mini.pt"), path);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_failed_download_is_reported_with_the_manual_alternative()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 404 });
        DownloadException problem = await Assert.ThrowsAsync<DownloadException>(() => Store.GetAsync(Mini.At(server.Url("/mini.pt")), cancellationToken: Token));
        Assert.Equal(
            $"mini could not be downloaded ({server.Url("/mini.pt")}: the server returned 404 (NotFound)): check the network connection and try again, "
                + "or copy mini.pt to this machine and run 'genrenet models add mini.pt'.",
            problem.Message);
        Assert.Empty(Directory.GetFiles(Home, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_with_different_content_is_rejected(bool hasSameLength)
    {
        byte[] other = [.. Mini.Content];
        other[^1] ^= 1;
        using var server = new FaultyServer(request => ServerReply.File(request, hasSameLength ? other : other[..^9]));
        DownloadException problem = await Assert.ThrowsAsync<DownloadException>(() => Store.GetAsync(Mini.At(server.Url("/mini.pt")), cancellationToken: Token));
        Assert.Contains(hasSameLength ? "its sha256 is" : "the server announced", problem.Message, StringComparison.Ordinal);
        Assert.Null(Store.Find(Mini.At(server.Url("/mini.pt"))));
    }

    [Fact]
    public async Task A_cancelled_download_is_resumed()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content) with { CutAfter = request.Number == 0 ? 100_000 : null, Stalls = request.Number == 0 });
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(Mini.At(server.Url("/mini.pt")), new Direct(report =>
        {
            if (report.Done == 100_000)
            {
                stop.Cancel();
            }
        }), stop.Token));
        await Store.GetAsync(Mini.At(server.Url("/mini.pt")), cancellationToken: Token);
        Assert.Equal([null, 100_000], server.Requests.Select(request => request.From));
    }

    [Theory]
    [InlineData("home")]
    [InlineData("checkpoints")]
    public async Task A_cache_folder_that_is_a_file_is_reported_with_the_remedy(string which)
    {
        string path = which == "home" ? Home : Path.Combine(Home, which);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "a file", Token);
        using var server = new FaultyServer(request => ServerReply.File(request, Mini.Content));
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => Store.GetAsync(Mini.At(server.Url("/mini.pt")), cancellationToken: Token));
        Assert.Contains($"{path} is a file", problem.Message, StringComparison.Ordinal);
        Assert.Contains("GENRENET_HOME", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_checkpoint_without_a_pinned_checksum_is_not_downloaded()
    {
        GenreNetException problem = await Assert.ThrowsAsync<GenreNetException>(() => Store.GetAsync(PretrainedCheckpoints.Mn40, cancellationToken: Token));
        Assert.Contains("GenreNet has no checksum for mn40: download mn40_as_mAP_484.pt from https://github.com/", problem.Message, StringComparison.Ordinal);
        Assert.Contains("models add mn40_as_mAP_484.pt --as mn40 --sha256 HEX", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_is_consistent()
    {
        Assert.All(PretrainedCheckpoints.All, checkpoint =>
        {
            Assert.Equal("https", checkpoint.Url!.Scheme);
            Assert.EndsWith($"/{checkpoint.FileName}", checkpoint.Url.AbsolutePath, StringComparison.Ordinal);
            Assert.Equal(checkpoint.Sha256 is null, checkpoint.Length is null);
            Assert.True(checkpoint.Sha256 is null || DownloadSource.IsSha256(checkpoint.Sha256));
            Assert.Same(checkpoint, PretrainedCheckpoints.Find(checkpoint.Name.ToUpperInvariant()));
        });
        Assert.Same(PretrainedCheckpoints.MusicnnMsd, PretrainedCheckpoints.Find("musicnn"));
        Assert.Contains(PretrainedModels.AudioSet, PretrainedModels.All);
        Assert.All(PretrainedModels.All, model => Assert.Same(model, PretrainedModels.Find(model.Name)));
        Assert.Equal(("MIT AND ISC", 4_066_513L + 3_319_120), (PretrainedModels.Gtzan.License, PretrainedModels.Gtzan.DownloadLength));
    }

    private sealed class Direct(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
