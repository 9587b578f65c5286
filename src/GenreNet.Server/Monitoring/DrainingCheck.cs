using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Monitoring;

/// <summary>Reports unhealthy as soon as the service is stopping, so that load balancers send no more requests.</summary>
internal sealed class DrainingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy("The service accepts requests."));
}
