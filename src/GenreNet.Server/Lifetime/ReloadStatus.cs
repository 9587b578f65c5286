using System.Diagnostics.Metrics;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Tracks the result of the last reload of each component: logs and counts it, and reports degraded health until a reload succeeds.
/// Thread-safe.
/// </summary>
internal sealed partial class ReloadStatus : IHealthCheck
{
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _failed = new(StringComparer.Ordinal);
    private readonly Counter<long> _reloads;
    private readonly ILogger<ReloadStatus> _logger;

    public ReloadStatus(IMeterFactory meters, ILogger<ReloadStatus> logger)
    {
        _logger = logger;
        _reloads = meters.Create(ServerMetrics.Name).CreateCounter<long>(
            "genrenet.server.reloads", "{reload}", "Number of reloads while the service runs, by component and result.");
    }

    /// <summary>Initialises the reload counters of a component to 0.</summary>
    public void Begin(string what)
    {
        Count(what, isOk: true, 0);
        Count(what, isOk: false, 0);
    }

    /// <summary>Reports that the new version is in use.</summary>
    public void Succeeded(string what)
    {
        Recovered(what);
        Count(what, isOk: true, 1);
        LogReloaded(_logger, what);
    }

    /// <summary>Clears a reported failure without counting a reload; does nothing if there was none.</summary>
    public void Recovered(string what)
    {
        lock (_lock)
        {
            _failed.Remove(what);
        }
    }

    /// <summary>Reports that the new version is broken and the old one stays in use.</summary>
    public void Failed(string what, Exception problem)
    {
        lock (_lock)
        {
            _failed.Add(what);
        }

        Count(what, isOk: false, 1);
        LogBroken(_logger, what, problem.Message.ReplaceLineEndings(" "));
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            // The log names files; this response is public.
            return Task.FromResult(_failed.Count == 0
                ? HealthCheckResult.Healthy("The latest versions are in use.")
                : HealthCheckResult.Degraded(
                    $"The changed {string.Join(" and ", _failed)} cannot be used, so the previous version stays in use. See the log of the service."));
        }
    }

    private void Count(string what, bool isOk, int count) =>
        _reloads.Add(
            count, new KeyValuePair<string, object?>("what", what), new KeyValuePair<string, object?>("result", isOk ? "ok" : "failed"));

    [LoggerMessage(1, LogLevel.Information, "Reloaded: {What}")]
    private static partial void LogReloaded(ILogger logger, string what);

    [LoggerMessage(2, LogLevel.Error, "The changed {What} cannot be used, so the previous version stays in use: {Problem}")]
    private static partial void LogBroken(ILogger logger, string what, string problem);
}
