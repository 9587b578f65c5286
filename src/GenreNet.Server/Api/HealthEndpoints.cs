using GenreNet.Server.Monitoring;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Api;

/// <summary>Implements <c>GET /health/live</c> and <c>GET /health/ready</c> for monitoring of the process.</summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        return routes;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        // A failure may name files of this machine, so the details are only in the log.
        var checks = report.Entries.ToDictionary(
            entry => entry.Key, entry => entry.Value.Exception is null ? entry.Value.Description ?? entry.Value.Status.ToString() : "The check failed. See the log of the service.");
        return context.Response.WriteAsJsonAsync(new HealthAnswer(report.Status.ToString(), checks.Count == 0 ? null : checks), ApiJson.Default.HealthAnswer);
    }
}
