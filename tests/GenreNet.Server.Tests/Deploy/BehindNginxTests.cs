using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using GenreNet.Server.Configuration;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>nginx with our configuration in front of two instances, each a process of its own.</summary>
[Slow]
public sealed class BehindNginxTests(BehindNginxTests.Instances shared) : IClassFixture<BehindNginxTests.Instances>, IAsyncLifetime
{
    private const string Form = "POST /predict/batch HTTP/1.1\r\nHost: here\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    private const string Batch = Form + "Content-Length: 1000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=file\r\n\r\nRIFF";
    private const string EmptyBatch = Form + "Connection: close\r\nContent-Length: 7\r\n\r\n--x--\r\n";
    private static readonly byte[] Music = TestClip.Wav(2);
    private Instances? _own;
    private Nginx? _nginx;
    private HttpClient? _client;

    private Instances Running => _own ?? shared;

    private HttpClient Client => _client!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Before anything is started: a test that is skipped while it is being initialized is not disposed.
        Nginx.SkipWhereMissing();
        await StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _nginx?.Dispose();
        _own?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartAsync()
    {
        await Running.StartAsync();
        _nginx = await Nginx.StartAsync(Running.First.Url, Running.Second.Url);
        _client = new HttpClient { BaseAddress = _nginx.Url };
    }

    /// <summary>Replaces the shared instances by those of this test.</summary>
    private async Task UseOwnInstancesAsync()
    {
        _client!.Dispose();
        _nginx!.Dispose();
        _own = new Instances();
        await StartAsync();
    }

    [Fact]
    public async Task Both_instances_respond_and_one_continues_when_the_other_is_killed()
    {
        await UseOwnInstancesAsync();
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PredictAsync());
        }

        Assert.True(await AnsweredAsync(Running.First) > 0, "the first instance was never asked");
        Assert.True(await AnsweredAsync(Running.Second) > 0, "the second instance was never asked");
        Running.First.Kill();
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PredictAsync());
        }

        Running.Second.Kill();
        using HttpResponseMessage unavailable = await Client.PostAsync("/predict", TestService.Form(Music), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Equal("application/problem+json", unavailable.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(unavailable.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_stopping_instance_loses_no_requests()
    {
        await UseOwnInstancesAsync();
        Task<HttpStatusCode>[] running = [.. Enumerable.Range(0, 8).Select(_ => PredictAsync())];
        Running.First.Terminate();
        Assert.All(await Task.WhenAll(running), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(0, await Running.First.ExitCodeAsync());
        Assert.Equal(HttpStatusCode.OK, await PredictAsync());
    }

    [Fact]
    public async Task No_request_fails_while_an_instance_drains_and_stops()
    {
        using ServerProcess stopping = await ServerProcess.StartAsync(null, "--set", "TrustedProxies:0=127.0.0.1", "DrainSeconds=2");
        using Nginx nginx = await Nginx.StartAsync(stopping.Url, Running.Second.Url);
        using var client = new HttpClient { BaseAddress = nginx.Url };
        stopping.Terminate();
        int count = 0;
        do
        {
            using HttpResponseMessage answer = await client.PostAsync("/predict", TestService.Form(Music), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            // Below the rate that nginx allows.
            await Task.Delay(60, Stop);
            count++;
        }
        while (!stopping.HasExited || count < 20);

        Assert.Equal(0, await stopping.ExitCodeAsync());
        // It was asked while it drained.
        Assert.Contains(stopping.Output, line => line.Contains("POST /predict 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upload_that_is_too_large_returns_problem_details()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = TestService.Body(new byte[(66 << 20) + 1]) };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_unresponsive_instance_is_skipped()
    {
        // A socket whose line is full, and who never looks at it: the system lets others wait.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(0);
        using var filling = new TcpClient();
        await filling.ConnectAsync((IPEndPoint)silent.LocalEndPoint!, Stop);
        using Nginx nginx = await Nginx.StartAsync(new Uri($"http://{silent.LocalEndPoint}"), Running.Second.Url);
        using var client = new HttpClient { BaseAddress = nginx.Url };
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage answer = await client.PostAsync("/predict", TestService.Form(Music), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_error_of_the_proxy_returns_problem_details()
    {
        _nginx!.LoseTemporaryFiles();
        using HttpResponseMessage answer = await Client.PostAsync("/predict", TestService.Form(new byte[1 << 20]), Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/Metrics")]
    [InlineData("/metrics/")]
    [InlineData("/%6Detrics")]
    public async Task Metrics_are_not_available_through_the_proxy(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/metrics", HttpStatusCode.Forbidden)]
    public async Task Problems_of_the_service_and_of_nginx_name_a_trace(string path, HttpStatusCode status)
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        foreach (string? given in (string?[])[null, $"00-{Trace}-00f067aa0ba902b7-01", "nonsense"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (given is not null)
            {
                request.Headers.TryAddWithoutValidation("traceparent", given);
            }

            using HttpResponseMessage answer = await Client.SendAsync(request, Stop);
            Assert.Equal(status, answer.StatusCode);
            string trace = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["traceId"]!.GetValue<string>();
            Assert.Matches("^[0-9a-f]{32}$", trace);
            Assert.Equal(given?.Contains(Trace, StringComparison.Ordinal) == true, trace == Trace);
        }
    }

    [Fact]
    public async Task Lines_of_a_batch_arrive_before_its_end()
    {
        await UseOwnInstancesAsync();
        // The last file takes seconds: whether the first line is there before it is answered is what is asked.
        const int Count = 4;
        using var form = new MultipartFormDataContent();
        for (int i = 0; i < Count; i++)
        {
            form.Add(new ByteArrayContent(i < Count - 1 ? Music : TestClip.Long()), "file", $"{i}.wav");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/batch") { Content = form };
        using HttpResponseMessage answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        var seen = new List<int>();
        long answeredAtFirst = -1;
        while (await lines.ReadLineAsync(Stop) is { } line)
        {
            seen.Add(JsonNode.Parse(line)!["index"]!.GetValue<int>());
            if (answeredAtFirst < 0)
            {
                answeredAtFirst = await AnsweredAsync(Running.First) + await AnsweredAsync(Running.Second);
            }
        }

        Assert.Equal(Enumerable.Range(0, Count), seen.Order());
        Assert.True(answeredAtFirst < Count, "the first line came when all were done");
    }

    [Fact]
    public async Task A_batch_larger_than_all_buffers_of_the_proxy_is_classified()
    {
        // nginx does not forward the rest of a request whose connection is full once it has forwarded the head of the response.
        const int Count = 30;
        byte[] clip = TestClip.Wav(30);
        using var form = new MultipartFormDataContent();
        for (int i = 0; i < Count; i++)
        {
            form.Add(new ByteArrayContent(clip), "file", $"{i}.wav");
        }

        using HttpResponseMessage answer = await Client.PostAsync("/predict/batch?timeline=false&top=1", form, Stop);
        string[] lines = (await answer.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, Count), lines.Select(line => JsonNode.Parse(line)!["index"]!.GetValue<int>()).Order());
        Assert.All(lines, line => Assert.NotNull(JsonNode.Parse(line)!["genre"]));
    }

    [Fact]
    public async Task Json_is_compressed_and_the_page_has_its_headers_once()
    {
        using var plain = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = _nginx!.Url };
        plain.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        using HttpResponseMessage card = await plain.GetAsync("/model", Stop);
        Assert.Equal(["gzip"], card.Content.Headers.ContentEncoding);
        using HttpResponseMessage page = await Client.GetAsync("/", Stop);
        Assert.Contains("GenreNet", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        foreach (string header in (string[])["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"])
        {
            Assert.Single(page.Headers.GetValues(header));
        }

        Assert.Equal("nginx", page.Headers.Server.ToString());
    }

    [Fact]
    public async Task A_client_cannot_impersonate_another()
    {
        await UseOwnInstancesAsync();
        // One address asks until nginx or the service has enough of it: another name in a header must not help.
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 400 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/genres");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i % 250}");
            using HttpResponseMessage answer = await Client.SendAsync(request, Stop);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Interrupted_uploads_do_not_affect_the_service()
    {
        for (int i = 0; i < 10; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, _nginx!.Url.Port, Stop);
            byte[] start = Encoding.ASCII.GetBytes("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Type: audio/wav\r\nContent-Length: 1000000\r\n\r\nRIFF");
            await socket.GetStream().WriteAsync(start, Stop);
        }

        Assert.Equal(HttpStatusCode.OK, await PredictAsync());
    }

    [Fact]
    public async Task Slow_uploads_of_one_address_are_limited_and_other_clients_are_served()
    {
        await UseOwnInstancesAsync();
        List<RawClient> slow = [.. await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RawClient.OpenAsync(_nginx!.Url, RawClient.Upload())))];
        string refused = string.Empty;
        for (int i = 0; i < 100 && !refused.StartsWith("HTTP/1.1 429", StringComparison.Ordinal); i++)
        {
            // The workers of nginx do not share their turns, so one instance can get more uploads than it takes from a client, and the rest ends: others follow.
            slow.Add(await RawClient.OpenAsync(_nginx!.Url, RawClient.Upload()));
            using RawClient further = await RawClient.OpenAsync(_nginx!.Url, "GET /genres HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
            refused = await further.ReadAsync("no such text");
            await Task.Delay(100, Stop);
        }

        Assert.Contains("Too many of your requests are in progress", refused, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5", refused, StringComparison.Ordinal);
        using (RawClient other = await RawClient.OpenAsync(_nginx!.Url, "GET /genres HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", RawClient.OtherAddress))
        {
            Assert.StartsWith("HTTP/1.1 200", await other.ReadAsync("no such text"), StringComparison.Ordinal);
        }

        slow.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("GET /metrics%00 HTTP/1.1\r\nHost: here\r\n")]
    [InlineData("GET /%zz HTTP/1.1\r\nHost: here\r\n")]
    [InlineData("GET /../.. HTTP/1.1\r\nHost: here\r\n")]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("GET /genres HTTP/1.1\r\nHost: here\r\nLong: {0}\r\n")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: here\r\n")]
    public async Task A_malformed_request_returns_problem_details(string head)
    {
        string text = head.Replace("{0}", new string('x', 20_000), StringComparison.Ordinal) + "Connection: close\r\n\r\n";
        using RawClient client = await RawClient.OpenAsync(_nginx!.Url, text);
        string answer = await client.ReadAsync("no such text");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("\"status\":400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_without_a_key_is_rejected_before_it_is_received()
    {
        using ServerProcess guarded = await ServerProcess.StartAsync(null, "--set", "TrustedProxies:0=127.0.0.1", "ApiKeys:ann=0123456789abcdef");
        using Nginx nginx = await Nginx.StartAsync(guarded.Url);
        using RawClient client = await RawClient.OpenAsync(nginx.Url, Batch);
        Assert.StartsWith("HTTP/1.1 401", await client.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_of_one_address_are_limited_and_other_clients_are_served()
    {
        await UseOwnInstancesAsync();
        RawClient[] open = await Task.WhenAll(Enumerable.Range(0, new ServerOptions().BatchesPerClient).Select(_ => RawClient.OpenAsync(_nginx!.Url, Batch)));
        string refused = string.Empty;
        for (int i = 0; i < 100 && !refused.StartsWith("HTTP/1.1 429", StringComparison.Ordinal); i++)
        {
            // Until the open ones have been counted, this one is accepted: its empty form is a bad request.
            using RawClient further = await RawClient.OpenAsync(_nginx!.Url, EmptyBatch);
            refused = await further.ReadAsync("no such text");
        }

        Assert.Contains("Too many of your requests are in progress", refused, StringComparison.Ordinal);
        using (RawClient other = await RawClient.OpenAsync(_nginx!.Url, EmptyBatch, RawClient.OtherAddress))
        {
            Assert.StartsWith("HTTP/1.1 400", await other.ReadAsync("no such text"), StringComparison.Ordinal);
        }

        Array.ForEach(open, client => client.Dispose());
    }

    private static async Task<long> AnsweredAsync(ServerProcess instance)
    {
        using var client = new HttpClient { BaseAddress = instance.Url };
        string metrics = await client.GetStringAsync("/metrics", Stop);
        return metrics.Split('\n').Where(line => line.StartsWith("genrenet_classifications_total{", StringComparison.Ordinal))
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<HttpStatusCode> PredictAsync()
    {
        using HttpResponseMessage answer = await Client.PostAsync("/predict", TestService.Form(Music), Stop);
        if (answer.IsSuccessStatusCode)
        {
            Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["genre"]);
        }

        return answer.StatusCode;
    }

    /// <summary>Two instances behind nginx. A test that ends them, uses up their limits or counts has its own.</summary>
    public sealed class Instances : IDisposable
    {
        private ServerProcess? _first;
        private ServerProcess? _second;

        internal ServerProcess First => _first!;

        internal ServerProcess Second => _second!;

        public void Dispose()
        {
            _first?.Dispose();
            _second?.Dispose();
        }

        internal async Task StartAsync()
        {
            _first ??= await ServerProcess.StartAsync(null, "--set", "TrustedProxies:0=127.0.0.1");
            _second ??= await ServerProcess.StartAsync(null, "--set", "TrustedProxies:0=127.0.0.1");
        }
    }
}
