using GenreNet.Inference.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GenreNet.Server.Monitoring;

/// <summary><c>GET /metrics</c>: what is counted, as Prometheus reads it.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddServerMetrics(this IServiceCollection services)
    {
        services.AddSingleton<ServerMetrics>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("genrenet-server")).WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", GenreNetTelemetry.Name, ServerMetrics.Name)
            .AddPrometheusExporter());
        return services;
    }

    public static void MapServerMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint();
}
