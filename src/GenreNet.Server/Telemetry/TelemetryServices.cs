using GenreNet.Inference;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GenreNet.Server.Telemetry;

/// <summary>
/// Adds metrics for Prometheus at <c>GET /metrics</c>, and metrics and traces by OTLP if the usual <c>OTEL_</c> variables enable it.
/// </summary>
internal static class TelemetryServices
{
    private const string ServiceName = "genrenet-server";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, OtlpSettings otlp)
    {
        services.AddSingleton<ServerMetrics>().AddSingleton<ServiceGauges>();
        services.AddSingleton<HealthGauges>().AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<HealthGauges>());
        // Delayed, because a service that cannot start would log checks that its own end interrupts.
        services.Configure<HealthCheckPublisherOptions>(publisher => publisher.Delay = TimeSpan.FromSeconds(1));
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.Clear()
            .AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk()
            // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
            .AddEnvironmentVariableDetector());
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddMeter(GenreNetTelemetry.Name, ServerMetrics.Name)
                .AddPrometheusExporter();
            if (otlp.HasMetrics)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (otlp.HasTraces)
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsWorthTracing)
                .AddSource(GenreNetTelemetry.Name)
                .AddOtlpExporter());
        }

        return services;
    }

    /// <summary>Maps the metrics endpoint and initialises all counters to 0.</summary>
    public static void MapServerMetrics(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint(MetricsAddress.Path);
        // The endpoint has created the listeners: from here on, no measurement is lost.
        app.Services.GetRequiredService<ServerMetrics>().Begin();
        app.Services.GetRequiredService<ServiceGauges>();
        app.Services.GetRequiredService<HealthGauges>();
    }

    // Health checks and scrapes arrive every few seconds and would obscure the traces of clients.
    private static bool IsWorthTracing(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments(MetricsAddress.Path, StringComparison.OrdinalIgnoreCase);
}
