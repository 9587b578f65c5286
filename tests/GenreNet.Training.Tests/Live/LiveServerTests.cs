using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GenreNet.Core;
using GenreNet.Training.Live;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests.Live;

/// <summary>The server of <c>watch</c>, over loopback.</summary>
public sealed class LiveServerTests : IClassFixture<LiveFolder>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LiveFolder _source;
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly LiveServer _server;
    private readonly HttpClient _client = new() { Timeout = Patience };

    public LiveServerTests(LiveFolder source)
    {
        _source = source;
        _path = Path.Combine(_folder.Path, "run");
        _server = LiveServer.Start(new LiveRun(new RunFolder(_path), TimeProvider.System), 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_page_is_served_on_loopback_with_a_strict_policy()
    {
        Assert.Equal("127.0.0.1", _server.Url.Host);
        using HttpResponseMessage answer = await _client.GetAsync(_server.Url, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Contains("Waiting for a run", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri(_server.Url, "report"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri(_server.Url, "../../etc/passwd"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.PostAsync(_server.Url, null, Token)).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1.evil.example:{0}")]
    [InlineData("127.0.0.1:1")]
    public async Task Requests_for_another_host_are_refused(string host)
    {
        string answer = await RawAsync($"GET / HTTP/1.1\r\nHost: {string.Format(System.Globalization.CultureInfo.InvariantCulture, host, _server.Url.Port)}\r\nConnection: close\r\n\r\n");
        Assert.Matches(@"\AHTTP/1\.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("Waiting for a run", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Localhost_is_this_computer()
    {
        string answer = await RawAsync($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{_server.Url.Port}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_browsers_follow_the_run_from_waiting_to_the_report()
    {
        await using Events one = await Events.OpenAsync(_client, _server.Url, Token);
        await using Events two = await Events.OpenAsync(_client, _server.Url, Token);
        Assert.Equal("waiting", await one.StatusAsync("waiting"));
        Assert.Equal("waiting", await two.StatusAsync("waiting"));
        LiveFolder.Write(_path, beat: 1);
        Assert.Equal("running", await one.StatusAsync("running"));
        LiveFolder.Write(_path, beat: 2, epochs: 3);
        await one.UntilAsync(e => e.GetProperty("parts").GetProperty("state").GetProperty("content").GetString()!.Contains("3 / 10", StringComparison.Ordinal));
        _source.Finish(_path);
        Assert.Equal("finished", await one.StatusAsync("finished"));
        Assert.Equal("finished", await two.StatusAsync("finished"));
        await using Events late = await Events.OpenAsync(_client, _server.Url, Token);
        Assert.Equal("finished", await late.StatusAsync("finished"));
        Assert.Equal(await File.ReadAllTextAsync(new RunFolder(_path).Report, Token), await _client.GetStringAsync(new Uri(_server.Url, "report"), Token));
    }

    [Fact]
    public async Task Finish_waits_until_a_browser_has_the_report()
    {
        await using Events events = await Events.OpenAsync(_client, _server.Url, Token);
        LiveFolder.Write(_path, beat: 1);
        await events.StatusAsync("running");
        _source.Finish(_path);
        Task finish = Task.Run(_server.Finish, Token);
        await events.StatusAsync("finished");
        await _client.GetStringAsync(new Uri(_server.Url, "report"), Token);
        await finish.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_browser_that_leaves_does_not_disturb_the_others()
    {
        await using Events stays = await Events.OpenAsync(_client, _server.Url, Token);
        Events leaves = await Events.OpenAsync(_client, _server.Url, Token);
        await leaves.StatusAsync("waiting");
        await leaves.DisposeAsync();
        LiveFolder.Write(_path, beat: 1);
        Assert.Equal("running", await stays.StatusAsync("running"));
    }

    [Fact]
    public void A_port_in_use_is_reported_in_one_sentence()
    {
        GenreNetException problem = Assert.Throws<GenreNetException>(() => LiveServer.Start(new LiveRun(new RunFolder(_path), TimeProvider.System), _server.Url.Port));
        Assert.StartsWith($"Cannot listen on 127.0.0.1:{_server.Url.Port} (", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--port", problem.Message, StringComparison.Ordinal);
        CliRun run = CliRun.Of("watch", _path, "--port", $"{_server.Url.Port}");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Ctrl_C_ends_watch_with_130()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CliRun run = CliRun.Of(stop.Token, "watch", _path, "--port", "0");
        Assert.Equal((130, ""), (run.ExitCode, run.Error));
        Assert.Contains("Showing ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_not_a_run()
    {
        string file = _folder.File("model.onnx");
        File.WriteAllText(file, string.Empty);
        CliRun run = CliRun.Of("watch", file, "--port", "0");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is a file. Give the folder of a run", run.Error, StringComparison.Ordinal);
        Assert.Contains("--port requires --live", CliRun.Of("train", "x.npz", "--out", "y", "--port", "1").Error, StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.Url.Port, Token);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Token);
    }

    /// <summary>The server-sent events of one browser.</summary>
    private sealed class Events(HttpResponseMessage answer, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<Events> OpenAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await client.GetAsync(new Uri(url, "events"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
            return new Events(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken)));
        }

        /// <summary>Reads events until one has a status.</summary>
        public async Task<string> StatusAsync(string status) =>
            (await UntilAsync(e => e.GetProperty("status").GetString() == status)).GetProperty("status").GetString()!;

        public async Task<JsonElement> UntilAsync(Predicate<JsonElement> isWanted)
        {
            while (await reader.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonDocument.Parse(line["data: ".Length..]).RootElement is var state && isWanted(state))
                {
                    return state;
                }
            }

            throw new InvalidOperationException("The server closed the connection.");
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
