using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Download;

public sealed class ResumeTests : IDisposable
{
    private const string Monday = "Mon, 02 Nov 2026 10:00:00 GMT";
    private const string Tuesday = "Tue, 03 Nov 2026 10:00:00 GMT";

    private static readonly byte[] Archive = Archives.Dataset();
    private static readonly byte[] Newer = Archives.Dataset(seed: 9);
    private static readonly string Sum = Archives.Sum(Archive);

    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("\"v1\"", null, "\"v1\"")]
    [InlineData(null, Monday, Monday)]
    [InlineData("W/\"v1\"", Monday, Monday)]
    [InlineData("\"v1\"", Monday, "\"v1\"")]
    public async Task A_killed_run_is_resumed_and_only_missing_bytes_are_requested(string? tag, string? modified, string condition)
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive, tag, modified));
        await _run.BreakOffAt(123_456, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([(null, null), (123_456L, condition)], server.Requests.Select(r => (r.From, r.IfRange)));
        Assert.True(_run.Reports[0].Done > 123_456);
    }

    [Fact]
    public async Task A_killed_run_with_a_complete_file_sends_no_request()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.BreakOffAt(Archive.Length, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_a_validator_the_download_starts_again()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive, tag: "W/\"v1\""));
        await _run.BreakOffAt(100_000, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([null, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Damaged_or_missing_state_restarts_the_download()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.BreakOffAt(100_000, server.Url());
        File.WriteAllText($"{_run.PartialOf(server.Url())}.json", "{ \"length\": ");
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([null, null], server.Requests.Select(r => r.From));
    }

    [Theory]
    [InlineData("\"v1\"", "\"v2\"", null, null)]
    [InlineData(null, null, Monday, Tuesday)]
    public async Task A_file_that_changed_between_two_runs_is_downloaded_again(string? tag, string? newTag, string? modified, string? newModified)
    {
        using var server = new FaultyServer(request => request.Number == 0
            ? ServerReply.File(request, Archive, tag, modified)
            : ServerReply.File(request, Newer, newTag, newModified));
        await _run.BreakOffAt(100_000, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Newer)));
        Assert.Equal([null, 100_000], server.Requests.Select(r => r.From));
        Assert.Contains("the server's file has changed; the 100000 bytes received so far are downloaded again", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_restarts_the_download()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = Archive, Headers = ["ETag: \"v1\""] });
        await _run.BreakOffAt(100_000, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Contains("the server does not support resuming; the 100000 bytes", _run.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Range: bytes 0-99/200", "\"v1\"")]
    [InlineData("Content-Range: bytes 100000-100099/777", "\"v1\"")]
    [InlineData("Content-Range: bytes 100000-100099/*", "\"v2\"")]
    public async Task A_part_that_does_not_continue_the_file_is_discarded(string range, string tag)
    {
        using var server = new FaultyServer(request => request.From is null
            ? ServerReply.File(request, Archive)
            : new ServerReply { Status = 206, Body = new byte[100], Headers = [range, $"ETag: {tag}"] });
        await _run.BreakOffAt(100_000, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([null, 100_000, null], server.Requests.Select(r => r.From));
        Assert.Contains("does not continue the partial download", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_past_the_end_means_that_the_file_has_changed()
    {
        using var server = new FaultyServer(request => request.From is null ? ServerReply.File(request, Archive) : new ServerReply { Status = 416 });
        await _run.BreakOffAt(100_000, server.Url());
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([null, 100_000, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Cancellation_keeps_the_partial_file_and_no_finished_folder()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { CutAfter = 50_000, Stalls = request.Number == 0 });
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run.Of(report => { if (report.Done == 50_000) { stop.Cancel(); } }, stop.Token, DownloadRun.At(server.Url())));
        Assert.False(Directory.Exists(_run.Target));
        Assert.Equal(50_000, new FileInfo(_run.PartialOf(server.Url())).Length);
    }

    [Fact]
    public async Task Cancellation_while_unpacking_keeps_the_archive()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run.Of(
            report => { if (report.Stage == Core.Download.DownloadStage.Unpacking) { stop.Cancel(); } }, stop.Token, DownloadRun.At(server.Url())));
        Assert.False(Directory.Exists(_run.Target));
        Assert.False(Directory.Exists(Path.Combine(_run.Work, "unpacked")));
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Files_of_a_run_killed_while_unpacking_are_not_reused()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.BreakOffAt(Archive.Length, server.Url());
        string half = Path.Combine(Directory.CreateDirectory(Path.Combine(_run.Work, "unpacked", "genres", "blues")).FullName, "half.wav");
        File.WriteAllText(half, "half");
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal(["blues.00000.wav", "blues.00001.wav"], Directory.GetFiles(Path.Combine(_run.Target, "genres", "blues")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
