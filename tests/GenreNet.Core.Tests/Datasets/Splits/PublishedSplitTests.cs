using GenreNet.Core.Datasets;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Splits;

public sealed class PublishedSplitTests : IDisposable
{
    private static readonly DownloadOptions Options = new() { RetryCount = 2, InitialRetryDelay = TimeSpan.Zero };

    private static readonly Dictionary<string, byte[]> Content = new()
    {
        ["/train.txt"] = "blues/0.wav\nrock/0.wav\n"u8.ToArray(),
        ["/valid.txt"] = "blues/1.wav\nrock/1.wav\n"u8.ToArray(),
        ["/test.txt"] = "blues/2.wav\nrock/2.wav\n"u8.ToArray(),
    };

    private readonly TemporaryFolder _folder = new();

    private string Lists => Path.Combine(_folder.Path, "genrenet", "splits");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lists_are_downloaded_once_and_verified()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content[request.Path]));
        PublishedSplit published = At(server.Url("/"));
        await published.FetchAsync(Lists, Options, TestContext.Current.CancellationToken);
        await published.FetchAsync(Lists, Options, TestContext.Current.CancellationToken);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["test.txt", "train.txt", "valid.txt"], Directory.GetFiles(Lists).Select(Path.GetFileName).Order());
        DataSplit split = published.Read(SplitData.Of(["blues/0", "blues/1", "blues/2", "rock/0", "rock/1", "rock/2"]), Lists);
        Assert.Equal(["blues/2", "rock/2"], split.Test);
        Assert.Equal("split of music", split.Source);
    }

    [Fact]
    public async Task A_changed_list_is_downloaded_again()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content[request.Path]));
        await At(server.Url("/")).FetchAsync(Lists, Options, TestContext.Current.CancellationToken);
        File.AppendAllText(Path.Combine(Lists, "valid.txt"), "rock/9.wav\n");
        await At(server.Url("/")).FetchAsync(Lists, Options, TestContext.Current.CancellationToken);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(Content["/valid.txt"], File.ReadAllBytes(Path.Combine(Lists, "valid.txt")));
    }

    [Fact]
    public async Task A_source_with_other_content_is_skipped_and_leaves_no_file()
    {
        using var wrong = new FaultyServer(request => ServerReply.File(request, "<html>welcome to the hotel</html>"u8.ToArray()));
        using var right = new FaultyServer(request => ServerReply.File(request, Content[request.Path]));
        await At(wrong.Url("/"), right.Url("/")).FetchAsync(Lists, Options, TestContext.Current.CancellationToken);
        Assert.Equal(3, Directory.GetFiles(Lists).Length);

        using var folder = new TemporaryFolder();
        string message = await FailureOf(At(wrong.Url("/")), folder.Path);
        Assert.Contains("so the file is damaged or was replaced on the server", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Without_a_source_the_message_explains_how_to_provide_the_lists()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 404 });
        string message = await FailureOf(At(server.Url("/")), Lists);
        Assert.Equal(
            $"Cannot download train.txt of the split of music ({server.Url("/train.txt")}: the server returned 404 (NotFound)): download train.txt, valid.txt and test.txt manually from https://example.org/lists, and specify them with --split-files.",
            message);
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(Lists));
    }

    [Fact]
    public async Task An_empty_response_is_rejected_and_a_partial_list_is_resumed()
    {
        using var empty = new FaultyServer(_ => new ServerReply());
        Assert.Contains("the server sent no data", await FailureOf(At(empty.Url("/")), Lists), StringComparison.Ordinal);
        using var broken = new FaultyServer(request => ServerReply.File(request, Content[request.Path]) with { CutAfter = 3 });
        Assert.Contains("connection was lost", await FailureOf(At(broken.Url("/")), Lists), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Lists), file => Assert.Contains(".partial", file, StringComparison.Ordinal));
    }

    [Fact]
    public void The_split_of_GTZAN_does_not_change()
    {
        PublishedSplit gtzan = PublishedSplit.Gtzan;
        Assert.All((PublishedList[])[gtzan.Train, gtzan.Validation, gtzan.Test], list => Assert.True(DownloadSource.IsSha256(list.Sha256)));
        Assert.All(gtzan.Places, place => Assert.EndsWith("/", place.AbsoluteUri, StringComparison.Ordinal));
        Assert.All(gtzan.Places, place => Assert.Equal("https", place.Scheme));
    }

    private static async Task<string> FailureOf(PublishedSplit split, string folder) =>
        (await Assert.ThrowsAsync<DatasetException>(() => split.FetchAsync(folder, Options, TestContext.Current.CancellationToken))).Message;

    private static PublishedSplit At(params Uri[] places) => new()
    {
        Name = "split of music",
        Page = new Uri("https://example.org/lists"),
        Places = places,
        Train = List("train.txt"),
        Validation = List("valid.txt"),
        Test = List("test.txt"),
    };

    private static PublishedList List(string name) => new(name, Archives.Sum(Content[$"/{name}"]));
}
