using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using GenreNet.Server.Telemetry;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace GenreNet.Server.Tests.Telemetry;

/// <summary>Traces and metrics at a collector of the test's own.</summary>
public sealed class OtlpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_and_metrics_are_sent_to_the_configured_endpoint()
    {
        await using Collector collector = await Collector.StartAsync();
        using ServerProcess service = await ServerProcess.StartAsync(
            null,
            null,
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
                ("OTEL_SERVICE_NAME", "music-at-home"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=cellar"),
                ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ]);
        using var client = new HttpClient { BaseAddress = service.Url };
        using MultipartFormDataContent form = TestService.Form("no audio at all"u8.ToArray(), "secret-name.wav");
        using HttpResponseMessage answer = await client.PostAsync("/predict?top=3&x=secret-value", form, Stop);
        string trace = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["traceId"]!.GetValue<string>();
        using (await client.GetAsync("/health/ready", Stop))
        {
        }

        byte[] traces = await collector.WaitAsync("/v1/traces", Convert.FromHexString(trace));
        byte[] metrics = await collector.WaitAsync("/v1/metrics", "genrenet.server.problems"u8.ToArray());
        foreach (byte[] sent in (byte[][])[traces, metrics])
        {
            Assert.Contains("music-at-home", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
            Assert.Contains("cellar", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
        }

        // The span of the request, named by its route, and that of the classifier in it.
        await collector.WaitAsync("/v1/traces", "POST /predict"u8.ToArray());
        await collector.WaitAsync("/v1/traces", "genrenet.classify"u8.ToArray());
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        string all = string.Concat(collector.All("/v1/traces").Select(Encoding.Latin1.GetString));
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_endpoint_no_exporter_is_created()
    {
        await using TestService service = await TestService.StartWithAsync(("OTEL_SERVICE_NAME", "music-at-home"));
        Assert.Null(service.Services.GetService<TracerProvider>());
        Assert.Contains("service_name=\"music-at-home\"", await service.Client.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, null, "OTEL_SERVICE_NAME=a", "OTEL_TRACES_EXPORTER=otlp")]
    [InlineData(true, true, "http/protobuf", "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318")]
    [InlineData(true, true, null, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317")]
    [InlineData(true, true, "grpc", "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    [InlineData(true, false, "http/protobuf", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4318/v1/traces")]
    [InlineData(false, true, "http/protobuf", "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", "OTEL_TRACES_EXPORTER=none")]
    [InlineData(false, false, null, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "OTEL_SDK_DISABLED=true")]
    public void The_variables_follow_the_specification(bool hasTraces, bool hasMetrics, string? protocol, params string[] variables)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(variables.Select(variable => variable.Split('=', 2)).ToDictionary(parts => parts[0], string? (parts) => parts[1]));
        Assert.Equal(new OtlpSettings(hasTraces, hasMetrics), OtlpSettings.Read(configuration));
        Assert.Equal(protocol, hasTraces || hasMetrics ? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] : null);
    }

    /// <summary>Takes what is posted as OTLP over HTTP.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _posts = new();
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public string Url => _app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector._app.Run(collector.TakeAsync);
            await collector._app.StartAsync(Stop);
            return collector;
        }

        public IEnumerable<byte[]> All(string path) => _posts.Where(post => post.Path == path).Select(post => post.Body);

        public async Task<byte[]> WaitAsync(string path, byte[] bytes)
        {
            for (int i = 0; i < 600; i++)
            {
                if (All(path).FirstOrDefault(body => body.AsSpan().IndexOf(bytes) >= 0) is { } found)
                {
                    return found;
                }

                await Task.Delay(50, Stop);
            }

            throw new TimeoutException($"Nothing came to {path}; {_posts.Count} posts in all.");
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            Assert.Equal("application/x-protobuf", context.Request.ContentType);
            _posts.Enqueue((context.Request.Path, body.ToArray()));
        }
    }
}
