using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Download;

public sealed class RetryTests : IDisposable
{
    private static readonly byte[] Archive = Archives.Dataset();
    private static readonly string Sum = Archives.Sum(Archive);

    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_breaks_repeatedly_is_resumed_as_long_as_it_makes_progress(bool resets)
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { CutAfter = 20_000, Resets = resets });
        await _run.Of(DownloadRun.At(server.Url(), Sum));

        // Ten connections and more, although only three repetitions without progress are allowed.
        Assert.True(server.Requests.Count >= Archive.Length / 20_000);
        Assert.Equal(server.Requests.Skip(1).Select(r => r.From).Order(), server.Requests.Skip(1).Select(r => r.From));
        Assert.Contains("the connection was lost after", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_always_breaks_at_the_same_byte_fails_and_keeps_the_partial_file()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { CutAfter = request.From is null ? 50_000 : 0 });
        string message = await _run.FailureOf(DownloadRun.At(server.Url(), Sum));
        Assert.Contains($"connection was lost after 50000 of {Archive.Length} bytes", message, StringComparison.Ordinal);
        Assert.Contains("the 50000 bytes received so far are kept for the next attempt", message, StringComparison.Ordinal);
        Assert.Equal(1 + 1 + 3, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_without_ranges_that_always_breaks_the_connection_fails()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = Archive, CutAfter = 150_000 });
        await _run.FailureOf(DownloadRun.At(server.Url(), Sum));
        Assert.Equal(1 + 1 + 3, server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task Temporary_server_errors_are_retried(int status)
    {
        using var server = new FaultyServer(request => request.Number < 3 ? new ServerReply { Status = status } : ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal(4, server.Requests.Count);
        Assert.Contains($"the server returned {status} ({(HttpStatusCode)status}); retrying in 0 s", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permanent_server_errors_end_the_retries()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 500 });
        Assert.Contains("the server returned 500 (InternalServerError), and all retries failed", await _run.FailureOf(DownloadRun.At(server.Url())), StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Permanent_responses_are_not_retried(int status)
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = status });
        Assert.Contains($"the server returned {status} ({(HttpStatusCode)status}).", await _run.FailureOf(DownloadRun.At(server.Url())), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_wait_requested_by_the_server_is_observed()
    {
        using var server = new FaultyServer(request => request.Number == 0 ? new ServerReply { Status = 429, Headers = ["Retry-After: 1"] } : ServerReply.File(request, Archive));
        long start = Stopwatch.GetTimestamp();
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.9));
        Assert.Contains("retrying in 1 s", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_requests_too_long_a_wait_fails()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 429, Headers = ["Retry-After: 3600"] });
        Assert.Contains("requests to wait 3600 s", await _run.FailureOf(DownloadRun.At(server.Url())), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(0)]
    public async Task A_stalled_connection_is_closed_and_another_one_resumes(int bytes)
    {
        _run.Options = _run.Options with { StallTimeout = TimeSpan.FromSeconds(0.3) };
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { CutAfter = request.Number == 0 ? bytes : null, Stalls = request.Number == 0 });
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Equal([null, bytes == 0 ? null : bytes], server.Requests.Select(r => r.From));
        Assert.Contains("no data was received for 0.3 s", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_announces_too_much_data_fails()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { AnnouncedLength = Archive.Length + 1000 - (request.From ?? 0) });
        Assert.Contains("connection was lost after", await _run.FailureOf(DownloadRun.At(server.Url(), Sum)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_announces_too_little_data_fails_the_checksum()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { AnnouncedLength = Archive.Length - 1000 });
        Assert.Contains("its sha256 is", await _run.FailureOf(DownloadRun.At(server.Url(), Sum)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_without_a_length_is_read_to_the_end()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = Archive, AnnouncedLength = -1 });
        await _run.Of(DownloadRun.At(server.Url(), Sum));
        Assert.Null(_run.Reports[0].Total);
    }

    [Fact]
    public async Task A_response_without_a_length_cannot_exceed_the_known_length()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = [.. Archive, .. Archives.Noise(100_000, 1)], AnnouncedLength = -1 });
        string message = await _run.FailureOf(DownloadRun.At(server.Url(), Sum) with { Length = Archive.Length });
        Assert.Contains($"sent more than the expected {Archive.Length} bytes", message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task A_response_without_a_length_that_ends_early_is_incomplete()
    {
        using var server = new FaultyServer(request => request.Number == 0
            ? new ServerReply { Body = Archive[..1000], AnnouncedLength = -1 }
            : ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url()) with { Length = Archive.Length });
        Assert.Contains($"connection was lost after 1000 of {Archive.Length} bytes", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_length_the_option_is_the_limit()
    {
        _run.Options = _run.Options with { MaxUnknownLength = 10_000 };
        using var server = new FaultyServer(_ => new ServerReply { Body = Archive, AnnouncedLength = -1 });
        string message = await _run.FailureOf(DownloadRun.At(server.Url(), Sum));
        Assert.Contains("announced no length and sent more than 10000 bytes", message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(_run.Work));
        Assert.Throws<ArgumentOutOfRangeException>(() => (_run.Options with { MaxUnknownLength = 0 }).Validate());
    }

    [Fact]
    public async Task Without_any_length_the_disk_is_checked_during_the_download()
    {
        _run.Options = _run.Options with { FreeBytes = _ => 1 << 20 };
        using var server = new FaultyServer(_ => new ServerReply { Body = Archive, AnnouncedLength = -1 });
        Assert.Contains("has 1.0 MB free", await _run.FailureOf(DownloadRun.At(server.Url(), Sum)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_length_is_detected_before_the_first_byte()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        string message = await _run.FailureOf(DownloadRun.At(server.Url(), Sum) with { Length = 42 });
        Assert.Contains($"announced {Archive.Length} bytes instead of 42", message, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Reports, r => r.Note is null);
    }

    [Fact]
    public async Task A_web_page_instead_of_an_archive_is_reported()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = "<!DOCTYPE html><p>Please log in"u8.ToArray() });
        Assert.Contains("neither a .tar.gz nor a .zip file (it begins with 3C21444F)", await _run.FailureOf(DownloadRun.At(server.Url())), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task A_server_that_never_answered_is_not_retried()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Contains("no connection (", await _run.FailureOf(DownloadRun.At(new Uri($"http://127.0.0.1:{port}/x"))), StringComparison.Ordinal);
        Assert.Equal("", _run.Notes);
    }

    [Fact]
    public async Task Secrets_in_an_address_are_not_printed_or_stored()
    {
        using var server = new FaultyServer(request => request.Number == 0 ? new ServerReply { Status = 500 } : ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url("/a.tar.gz?signature=SECRET")));
        Assert.Equal("/a.tar.gz?signature=SECRET", server.Requests[0].Path);
        Assert.DoesNotContain("SECRET", _run.Notes, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_run.Target, "*.json"), file => Assert.DoesNotContain("SECRET", File.ReadAllText(file), StringComparison.Ordinal));
    }
}
