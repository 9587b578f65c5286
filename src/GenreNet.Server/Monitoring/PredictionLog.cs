using System.Threading.Channels;
using GenreNet.Core;
using GenreNet.Server.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Records predictions for <c>genrenet drift</c> if the operator enables it. Requests never wait for it: rows are written in the
/// background, and are dropped and counted if the disk cannot keep up. Pending rows are written before the service ends.
/// </summary>
internal sealed class PredictionLog(IOptions<ServerOptions> options, ServerMetrics metrics, TimeProvider time, ILogger<PredictionLog> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 500;
    // Pause after a failure, so that a full disk is not retried at each prediction and the application log is not flooded.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly Action<ILogger, Exception> WriteFailed =
        LoggerMessage.Define(LogLevel.Error, new EventId(1, nameof(WriteFailed)), "The prediction log cannot be written. Check its folder and free disk space. The service continues without the log.");

    private readonly bool _isOn = options.Value.PredictionLog is not null;
    private readonly Channel<LoggedPrediction> _waiting = Channel.CreateBounded<LoggedPrediction>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource _ending = new();

    /// <summary>Queues a prediction to be written soon.</summary>
    public void Add(LoggedPrediction prediction)
    {
        if (_isOn && !_waiting.Writer.TryWrite(prediction))
        {
            metrics.NotLogged(1);
        }
    }

    /// <summary>Stores a file in the folder of the log and deletes it.</summary>
    /// <exception cref="IOException">The disk is full, or the folder has another problem.</exception>
    /// <exception cref="UnauthorizedAccessException">The process lacks permission to write to the folder.</exception>
    public void Probe() => FolderProbe.Write(options.Value.PredictionLog!);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isOn)
        {
            // An unusable folder is detected at startup, not at the first prediction.
            try
            {
                using var trial = new PredictionLogFile(options.Value, time);
                Probe();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new GenreNetException(
                    $"The prediction log cannot be written to {options.Value.PredictionLog} ({problem.Message.TrimEnd('.')}): free some space, or specify another folder.",
                    problem);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _ending.CancelAsync();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _ending.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_isOn)
        {
            return;
        }

        PredictionLogFile? file = null;
        try
        {
            // Runs until no rows are left, not until the service is asked to stop.
            while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
            {
                file = Write(file, Take());
                if (file is null)
                {
                    await Task.Delay(Pause, time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            file?.Dispose();
        }
    }

    private List<LoggedPrediction> Take()
    {
        var rows = new List<LoggedPrediction>();
        while (rows.Count < MostAtOnce && _waiting.Reader.TryRead(out LoggedPrediction? row))
        {
            rows.Add(row);
        }

        return rows;
    }

    private PredictionLogFile? Write(PredictionLogFile? file, List<LoggedPrediction> rows)
    {
        try
        {
            if (file is { IsFull: true })
            {
                file.Dispose();
                file = null;
            }

            file ??= new PredictionLogFile(options.Value, time);
            file.Write(rows);
            return file;
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            WriteFailed(logger, problem);
            metrics.NotLogged(rows.Count);
            file?.Dispose();
            return null;
        }
    }
}

/// <summary>Adds the prediction log.</summary>
internal static class PredictionLogServices
{
    public static IServiceCollection AddPredictionLog(this IServiceCollection services) =>
        services.AddSingleton<PredictionLog>().AddHostedService(provider => provider.GetRequiredService<PredictionLog>());
}
