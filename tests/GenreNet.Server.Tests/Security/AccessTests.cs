using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GenreNet.Server.Security;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Security;

/// <summary>Who may ask, and how often.</summary>
[Collection(typeof(Alone))]
public sealed class AccessTests
{
    private const string Key = "0123456789abcdef";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_without_a_key_are_rejected_if_keys_are_required()
    {
        await using TestService service = await TestService.StartAsync($"ApiKeys:ann={Key}", "ApiKeys:bob=fedcba9876543210");
        foreach (string path in (string[])["/genres", "/model", "/metrics", "/GENRES"])
        {
            using HttpResponseMessage refused = await service.Client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        }

        foreach (string path in (string[])["/", "/health/live", "/health/ready", "/openapi.json"])
        {
            using HttpResponseMessage open = await service.Client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, "X-Api-Key", Key));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, "Authorization", "Bearer fedcba9876543210"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, "X-Api-Key", Key + "0"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, "Authorization", "Basic " + Key));
    }

    [Fact]
    public async Task Too_many_requests_are_rejected_with_a_retry_time()
    {
        await using TestService service = await TestService.StartAsync("RequestsPerMinute=30");
        var answers = new List<HttpResponseMessage>();
        for (int i = 0; i < 5; i++)
        {
            answers.Add(await service.Client.GetAsync("/genres", Stop));
        }

        // A tenth at once: three.
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        HttpResponseMessage refused = answers[^1];
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("You have sent too many requests", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using HttpResponseMessage health = await service.Client.GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        answers.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Requests_with_wrong_keys_are_limited()
    {
        await using TestService service = await TestService.StartAsync("RequestsPerMinute=20", $"ApiKeys:ann={Key}");
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/genres") { Headers = { { "X-Api-Key", $"guess-{i}" } } };
            using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        // Whose key is right has a bucket of its own.
        using var own = new HttpRequestMessage(HttpMethod.Get, "/genres") { Headers = { { "X-Api-Key", Key } } };
        using HttpResponseMessage genres = await service.Client.SendAsync(own, Stop);
        Assert.Equal(HttpStatusCode.OK, genres.StatusCode);
    }

    [Theory]
    [InlineData("RequestsPerMinute=0")]
    [InlineData("RequestsPerMinute=1200")]
    public async Task The_concurrent_batches_of_a_client_are_limited(string rate)
    {
        await using TestService service = await TestService.StartAsync("BatchesPerClient=1", rate);
        var held = new List<TcpClient>();
        HttpStatusCode status = HttpStatusCode.OK;
        string problem = string.Empty;
        for (int i = 0; i < 100 && status == HttpStatusCode.OK; i++)
        {
            // Another one each time: one that comes while the answer below is under way is refused itself.
            held.Add(await HoldBatchAsync(service));
            using HttpResponseMessage answer = await service.Client.PostAsync("/predict/batch", TestService.Form(TestClip.Wav(1)), Stop);
            status = answer.StatusCode;
            problem = await answer.Content.ReadAsStringAsync(Stop);
            await Task.Delay(20, Stop);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("Too many of your batches are in progress", problem, StringComparison.Ordinal);
        held.ForEach(connection => connection.Dispose());
        using HttpResponseMessage single = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop);
        Assert.Equal(HttpStatusCode.OK, single.StatusCode);
    }

    /// <summary>Begins a batch and sends no more of it.</summary>
    private static async Task<TcpClient> HoldBatchAsync(TestService service)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, service.Url.Port, Stop);
        await connection.GetStream().WriteAsync(
            "POST /predict/batch HTTP/1.1\r\nHost: here\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n"u8.ToArray(), Stop);
        return connection;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(1199)]
    [InlineData(1200)]
    [InlineData(10_000_000)]
    public void The_bucket_refills_at_the_configured_rate(int perMinute)
    {
        TokenBucketRateLimiterOptions bucket = ClientLimits.Bucket(perMinute);
        Assert.Equal(perMinute, bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod), perMinute * 1e-4);
        Assert.InRange(bucket.TokenLimit, Math.Max(1, perMinute / 10), Math.Max(1, perMinute));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.TooManyRequests)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Only_a_trusted_proxy_sets_the_client_address(bool isTrusted, HttpStatusCode expected)
    {
        await using TestService service = await TestService.StartAsync(isTrusted ? ["RequestsPerMinute=10", "TrustedProxies:0=127.0.0.0/8"] : ["RequestsPerMinute=10"]);
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 4; i++)
        {
            last = await AskAsync(service, "X-Forwarded-For", $"203.0.113.{i}");
        }

        Assert.Equal(expected, last);
    }

    private static async Task<HttpStatusCode> AskAsync(TestService service, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/genres");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/openapi.json")]
    [InlineData("/nowhere")]
    public async Task Pages_and_unknown_paths_are_limited_but_one_page_load_is_always_possible(string path)
    {
        await using TestService service = await TestService.StartAsync("RequestsPerMinute=1");
        foreach (string part in (string[])["/", "/page.css", "/favicon.svg", "/docs", "/openapi.json", "/"])
        {
            using HttpResponseMessage loaded = await service.Client.GetAsync(part, Stop);
            Assert.True(loaded.StatusCode == HttpStatusCode.OK, part);
        }

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => service.Client.GetAsync(path, Stop)));
        HttpResponseMessage refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage health = await service.Client.GetAsync("/health/live", Stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Pages_have_no_limit_if_requests_have_none()
    {
        await using TestService service = await TestService.StartAsync("RequestsPerMinute=0");
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => service.Client.GetAsync("/", Stop)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Array.ForEach(answers, answer => answer.Dispose());
    }
}
