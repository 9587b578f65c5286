using System.Collections.Concurrent;
using GenreNet.Core.Download;
using GenreNet.Core.IO;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Download;

public sealed class FileDownloaderTests : IDisposable
{
    private static readonly byte[] Content = Archives.Dataset();
    private static readonly string Sum = Archives.Sum(Content);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<DownloadProgress> _reports = new();
    private readonly DownloadOptions _options = new() { RetryCount = 2, InitialRetryDelay = TimeSpan.Zero, ProgressBytes = 10_000 };

    private string Target => Path.Combine(_folder.Path, "cache", "weights.pt");

    private string[] Files => [.. Directory.GetFiles(Path.GetDirectoryName(Target)!).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private string Notes => string.Join('\n', _reports.Select(report => report.Note).OfType<string>());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_downloaded_once_and_verified()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        DownloadedFile first = await DownloadAsync(At(server.Url()));
        Assert.Equal(new DownloadedFile(Target, Sum, IsVerified: true, WasAlreadyPresent: false), first);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal(["weights.pt"], Files);
        Assert.Equal(Content.Length, _reports.Last(report => report.Stage == DownloadStage.Downloading).Done);
        Assert.Contains(_reports, report => report.Stage == DownloadStage.Verifying);

        Assert.Equal(first with { WasAlreadyPresent = true }, await DownloadAsync(At(server.Url())));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_damaged_file_is_downloaded_again()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        await DownloadAsync(At(server.Url()));
        await File.AppendAllTextAsync(Target, "x", TestContext.Current.CancellationToken);
        Assert.False((await DownloadAsync(At(server.Url()))).WasAlreadyPresent);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cancelled_download_is_resumed_where_it_stopped()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content) with { CutAfter = request.Number == 0 ? 50_000 : null, Stalls = request.Number == 0 });
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync([At(server.Url())], report =>
        {
            if (report.Done == 50_000)
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.False(File.Exists(Target));
        Assert.Equal(50_000, new FileInfo(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Target)!, "*.partial"))).Length);
        await DownloadAsync(At(server.Url()));
        Assert.Equal([null, 50_000], server.Requests.Select(request => request.From));
        Assert.Equal(["weights.pt"], Files);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        using var server = new FaultyServer(request => request.Path == "/file"
            ? ServerReply.File(request, Content)
            : new ServerReply { Status = 302, Headers = ["Location: /file"] });
        await DownloadAsync(At(server.Url("/release/weights.pt")));
        Assert.Equal(["/release/weights.pt", "/file"], server.Requests.Select(request => request.Path));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_no_file_and_reports_both_checksums()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, "<html>sign in</html>"u8.ToArray()));
        DownloadException problem = await FailureAsync(At(server.Url()));
        Assert.Matches($"^Cannot download the weights \\(http://.*\\): its sha256 is [0-9a-f]{{64}} instead of {Sum}, .* was deleted\\.$", problem.Message);
        Assert.StartsWith($"{server.Url()}: its sha256 is ", Assert.Single(problem.Reasons), StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_file_without_a_known_checksum_is_kept_with_a_note()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        Assert.Equal(new DownloadedFile(Target, Sum, IsVerified: false, WasAlreadyPresent: false), await DownloadAsync(At(server.Url()) with { Sha256 = null }));
        Assert.Contains($"was not verified because its checksum is not known. Its sha256 is {Sum}", Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_source_is_tried_if_the_first_fails()
    {
        using var absent = new FaultyServer(_ => new ServerReply { Status = 404 });
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        await DownloadAsync(At(absent.Url()), At(server.Url()));
        Assert.Contains("the server returned 404", Notes, StringComparison.Ordinal);
        Assert.Equal(["weights.pt"], Files);
    }

    [Fact]
    public async Task If_all_sources_fail_each_reason_is_reported()
    {
        using var first = new FaultyServer(_ => new ServerReply { Status = 404 });
        using var second = new FaultyServer(_ => new ServerReply { Status = 403 });
        DownloadException problem = await FailureAsync(At(first.Url()), At(second.Url()));
        Assert.StartsWith("Cannot download weights.pt from any of the 2 sources", problem.Message, StringComparison.Ordinal);
        Assert.Equal([$"{first.Url()}: the server returned 404 (NotFound)", $"{second.Url()}: the server returned 403 (Forbidden)"], problem.Reasons);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Without_a_network_the_reason_is_the_connection()
    {
        Uri closed;
        using (var server = new FaultyServer(_ => new ServerReply()))
        {
            closed = server.Url();
        }

        Assert.Contains("no connection", Assert.Single((await FailureAsync(At(closed))).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_simultaneous_downloads_of_one_file_make_one_transfer()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        DownloadedFile[] files = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DownloadAsync(At(server.Url()))));
        Assert.Single(server.Requests);
        Assert.Single(files, file => !file.WasAlreadyPresent);
        Assert.Equal(["weights.pt"], Files);
    }

    [Fact]
    public async Task While_another_process_downloads_the_file_the_call_waits_and_can_be_cancelled()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        using (FileLock other = Assert.IsType<FileLock>(FileLock.TryAcquire($"{Target}.lock", deleteOnRelease: true)))
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync([At(server.Url())], _ => stop.Cancel(), stop.Token));
            Assert.Contains("Another process is downloading", Notes, StringComparison.Ordinal);
            Assert.Empty(server.Requests);
        }

        Assert.False((await DownloadAsync(At(server.Url()))).WasAlreadyPresent);
    }

    [Fact]
    public async Task A_full_disk_is_found_before_the_first_byte_is_stored()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        var downloader = new FileDownloader(_options with { FreeBytes = _ => 1000 });
        DownloadException problem = await Assert.ThrowsAsync<DownloadException>(
            () => downloader.DownloadAsync([At(server.Url())], Target, progress: null, TestContext.Current.CancellationToken));
        Assert.Contains($"has 1000 bytes free, but the download needs {Content.Length} bytes more: free disk space", problem.Message, StringComparison.Ordinal);
        Assert.Empty(problem.Reasons);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_is_named()
    {
        await File.WriteAllTextAsync(Path.GetDirectoryName(Target)!, "a file", TestContext.Current.CancellationToken);
        using var server = new FaultyServer(request => ServerReply.File(request, Content));
        DownloadException problem = await FailureAsync(At(server.Url()));
        Assert.StartsWith($"{Target} cannot be written (", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x", null)]
    [InlineData("http://127.0.0.1/x", "abc")]
    public async Task A_source_with_an_invalid_address_or_checksum_is_rejected(string url, string? sum) =>
        await Assert.ThrowsAsync<ArgumentException>(() => DownloadAsync(At(new Uri(url)) with { Sha256 = sum }));

    private static DownloadSource At(Uri url) => new() { Name = "the weights", Url = url, Sha256 = Sum };

    private Task<DownloadedFile> DownloadAsync(params DownloadSource[] sources) => DownloadAsync(sources, watch: null, TestContext.Current.CancellationToken);

    private Task<DownloadedFile> DownloadAsync(DownloadSource[] sources, Action<DownloadProgress>? watch, CancellationToken cancellationToken) =>
        new FileDownloader(_options).DownloadAsync(sources, Target, new Direct(report =>
        {
            _reports.Enqueue(report);
            watch?.Invoke(report);
        }), cancellationToken);

    private Task<DownloadException> FailureAsync(params DownloadSource[] sources) => Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(sources));

    private sealed class Direct(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
