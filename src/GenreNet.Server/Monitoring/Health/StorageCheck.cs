using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Server.Monitoring;

/// <summary>Checks that files can be stored in a folder. The response contains no path; the log does.</summary>
/// <param name="what">What is stored there, such as "uploads".</param>
/// <param name="failure">The status to report if nothing can be stored.</param>
/// <param name="probe">Writes and deletes a file; returns a sentence if that succeeds but there is another problem, otherwise null.</param>
/// <param name="logger">The log.</param>
internal sealed class StorageCheck(string what, HealthStatus failure, Func<string?> probe, ILogger<StorageCheck> logger) : IHealthCheck
{
    private static readonly Action<ILogger, string, Exception> Failed =
        LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, nameof(Failed)), "The folder for {What} is not writable: free some space or correct its permissions.");

    private static readonly Action<ILogger, string, Exception?> Recovered =
        LoggerMessage.Define<string>(LogLevel.Information, new EventId(2, nameof(Recovered)), "The folder for {What} is writable again.");

    private bool _hasFailed;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        try
        {
            string? warning = probe();
            if (_hasFailed)
            {
                Recovered(logger, what, null);
            }

            _hasFailed = false;
            return warning is null ? HealthCheckResult.Healthy($"The folder for {what} is writable.") : HealthCheckResult.Degraded(warning);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Logged once, not at each probe.
            if (!_hasFailed)
            {
                Failed(logger, what, problem);
            }

            _hasFailed = true;
            return new HealthCheckResult(failure, $"The folder for {what} is not writable. See the log of the service.");
        }
    }
}
