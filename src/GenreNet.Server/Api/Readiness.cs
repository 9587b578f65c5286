using GenreNet.Inference.Hosting;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Uploads;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Api;

/// <summary>Registers the health checks of <c>/health/ready</c>.</summary>
internal static class Readiness
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddKeyedSingleton("model", (provider, _) => Cached(provider, new GenreClassifierHealthCheck(provider)));
        services.AddKeyedSingleton("uploads", (provider, _) =>
            Storage(provider, "uploads", HealthStatus.Unhealthy, provider.GetRequiredService<UploadFolder>().Probe));
        // Degraded, not unhealthy: the service works without the log, and removing all instances from service for it would be worse.
        services.AddKeyedSingleton("log", (provider, _) =>
            Storage(provider, "the prediction log", HealthStatus.Degraded, () => ProbeLog(provider.GetRequiredService<PredictionLog>())));
        services.AddHealthChecks().AddCheck<DrainingCheck>("running");
        services.AddOptions<HealthCheckServiceOptions>().Configure<IOptions<ServerOptions>>((checks, options) =>
        {
            foreach (string name in options.Value.PredictionLog is null ? (string[])["model", "uploads"] : ["model", "uploads", "log"])
            {
                checks.Registrations.Add(new HealthCheckRegistration(name, provider => provider.GetRequiredKeyedService<CachedCheck>(name), null, null));
            }
        });
        return services;
    }

    private static CachedCheck Cached(IServiceProvider provider, IHealthCheck check) => new(check, provider.GetRequiredService<TimeProvider>());

    private static CachedCheck Storage(IServiceProvider provider, string what, HealthStatus failure, Func<string?> probe) =>
        Cached(provider, new StorageCheck(what, failure, probe, provider.GetRequiredService<ILogger<StorageCheck>>()));

    private static string? ProbeLog(PredictionLog log)
    {
        log.Probe();
        return null;
    }
}
