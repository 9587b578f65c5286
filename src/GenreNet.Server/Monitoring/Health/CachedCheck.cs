using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Answers a health check with a result that is at most one second old. The readiness probe needs no key and has no rate limit, so its
/// checks must not run once per request. Requests that arrive while a check runs share its result. Thread-safe.
/// </summary>
/// <param name="check">The check.</param>
/// <param name="time">The clock.</param>
internal sealed class CachedCheck(IHealthCheck check, TimeProvider time) : IHealthCheck
{
    /// <summary>The time limit of a check; one that takes longer, such as on an unresponsive network drive, has failed.</summary>
    public static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _latest;
    private long _start;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<HealthCheckResult> result;
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_start) >= Age))
            {
                _start = time.GetTimestamp();
                // Shared by all waiting requests: must not be cancelled with the first of them.
                _latest = Task.Run(() => check.CheckHealthAsync(context, CancellationToken.None), CancellationToken.None);
            }

            result = _latest;
        }

        try
        {
            return await result.WaitAsync(LongestCheck, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The check takes longer than {LongestCheck.TotalSeconds:0} s.");
        }
    }
}
