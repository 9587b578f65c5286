using System.Net;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Telemetry;

/// <summary>Metrics at a port of their own.</summary>
[Collection(typeof(Alone))]
public sealed class MetricsPortTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_metrics_port_serves_metrics_only()
    {
        var metrics = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using TestService service = await TestService.StartAsync($"MetricsUrl={metrics}");
        using var client = new HttpClient { BaseAddress = metrics };
        Assert.Contains("genrenet_server_queue_depth", await client.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);
        foreach (string path in (string[])["/", "/genres", "/health/live", "/health/ready", "/docs", "/openapi.json", "/predict", "/metricsx"])
        {
            using HttpResponseMessage answer = await client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        // Nor does the name of a host let anybody through.
        foreach (string path in (string[])["/metrics", "/METRICS", "/metrics/"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = metrics.Authority } };
            using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using HttpResponseMessage genres = await service.Client.GetAsync("/genres", Stop);
        Assert.Equal(HttpStatusCode.OK, genres.StatusCode);
    }

    [Fact]
    public async Task The_metrics_port_requires_keys_too()
    {
        var metrics = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using TestService service = await TestService.StartAsync($"MetricsUrl={metrics}", "ApiKeys:ann=0123456789abcdef");
        using var client = new HttpClient { BaseAddress = metrics };
        using HttpResponseMessage refused = await client.GetAsync("/metrics", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer 0123456789abcdef");
        using HttpResponseMessage answer = await client.GetAsync("/metrics", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:{0};http://127.0.0.1:{1}")]
    [InlineData("http_ports", "{0};{1}")]
    [InlineData("Kestrel:Endpoints:Main:Url", "http://127.0.0.1:{0}")]
    public void A_port_of_the_service_is_rejected_as_metrics_port(string setting, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            [setting] = string.Format(System.Globalization.CultureInfo.InvariantCulture, value, 25_999, 25_998),
            ["GenreNet:Server:MetricsUrl"] = "http://0.0.0.0:25999",
        };
        Assert.Contains("specify a different port", Assert.Throws<InvalidOperationException>(() => ServerHost.Build(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_endpoints_are_kept()
    {
        int port = FreePort.Find();
        var metrics = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using Microsoft.AspNetCore.Builder.WebApplication app = ServerHost.Build(new Dictionary<string, string?>
        {
            ["Kestrel:Endpoints:Main:Url"] = $"http://127.0.0.1:{port}",
            ["GenreNet:Server:MetricsUrl"] = metrics.AbsoluteUri,
            ["Logging:LogLevel:Default"] = "None",
        });
        await app.StartAsync(Stop);
        using var client = new HttpClient();
        Assert.Contains("rock", await client.GetStringAsync($"http://127.0.0.1:{port}/genres", Stop), StringComparison.Ordinal);
        Assert.Contains("genrenet_", await client.GetStringAsync(new Uri(metrics, "/metrics"), Stop), StringComparison.Ordinal);
    }
}
