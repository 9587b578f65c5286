using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Monitoring;

/// <summary>Unhealthy from the moment that the service was told to stop, so that no load balancer sends more.</summary>
internal sealed class DrainingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy("The service takes requests."));
}
