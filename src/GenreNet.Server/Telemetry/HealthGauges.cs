using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Telemetry;

/// <summary>
/// Publishes the results of the health checks as metrics for alerts: 1 healthy, 0.5 degraded, 0 unhealthy.
/// </summary>
internal sealed class HealthGauges : IHealthCheckPublisher
{
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    public HealthGauges(IMeterFactory meters) =>
        meters.Create(ServerMetrics.Name).CreateObservableGauge(
            "genrenet.server.health", Measure, null, "Health status by check: 1 for healthy, 0.5 for degraded, 0 for unhealthy.");

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach ((string check, HealthReportEntry entry) in report.Entries)
        {
            _values[check] = entry.Status switch
            {
                HealthStatus.Healthy => 1,
                HealthStatus.Degraded => 0.5,
                _ => 0,
            };
        }

        return Task.CompletedTask;
    }

    private IEnumerable<Measurement<double>> Measure() => _values.Select(value =>
        new Measurement<double>(value.Value, new KeyValuePair<string, object?>("check", value.Key)));
}
