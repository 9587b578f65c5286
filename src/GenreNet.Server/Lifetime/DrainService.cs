using System.Runtime.InteropServices;
using GenreNet.Server.Configuration;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Delays the end of the service: readiness is unhealthy at once, but requests are still accepted until load balancers have noticed. A
/// second signal ends the wait.
/// </summary>
internal sealed partial class DrainService(
    IOptions<ServerOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DrainService> logger)
    : IHostedLifecycleService
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        int seconds = options.Value.DrainSeconds;
        if (seconds == 0)
        {
            return;
        }

        // Readiness depends on this token. If the program stops the host without a signal, the host cancels it only after this method.
        lifetime.StopApplication();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The host's own handlers have already received the first signal.
        PosixSignalRegistration[] signals =
            [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, context => End(context, end)))];
        LogDraining(logger, seconds);
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Array.ForEach(signals, signal => signal.Dispose());
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void End(PosixSignalContext context, CancellationTokenSource end)
    {
        context.Cancel = true;
        try
        {
            end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait has already ended.
        }
    }

    [LoggerMessage(
        1, LogLevel.Information, "Draining for {Seconds} s: the service is not ready, but still accepts requests. A second signal ends the wait.")]
    private static partial void LogDraining(ILogger logger, int seconds);
}
