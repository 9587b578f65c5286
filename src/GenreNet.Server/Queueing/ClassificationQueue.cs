using System.Diagnostics;
using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Queueing;

/// <summary>
/// The line in front of the classifier: a fixed number of files at a time, a bounded number that wait, first come first served. Who leaves the line makes room
/// at once. Thread-safe.
/// </summary>
internal sealed class ClassificationQueue : IDisposable
{
    private const int LongestRetrySeconds = 30;

    // The time that a file takes is a running mean: a new one counts a tenth.
    private const double NewShare = 0.1;

    private readonly SemaphoreSlim _workers;
    private readonly int _workerCount;
    private readonly int _limit;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _longestWait;
    private readonly ServerMetrics _metrics;
    private int _waiting;
    private int _patient;
    private double _meanSeconds = 0.05;

    public ClassificationQueue(IOptions<ServerOptions> options, ServerMetrics metrics)
    {
        _workerCount = options.Value.Workers;
        _workers = new SemaphoreSlim(_workerCount);
        _limit = options.Value.QueueLimit;
        _timeout = TimeSpan.FromSeconds(options.Value.ClassificationTimeoutSeconds);
        _longestWait = TimeSpan.FromSeconds(options.Value.QueueTimeoutSeconds);
        _metrics = metrics;
        metrics.Watch(() => Depth);
    }

    /// <summary>Files that wait, those of batches too.</summary>
    public int Depth => Volatile.Read(ref _waiting) + Volatile.Read(ref _patient);

    /// <summary>Refuses whoever would find the line full, before any upload.</summary>
    /// <exception cref="RequestProblemException">It is full.</exception>
    public void RequireRoom()
    {
        if (_workers.CurrentCount == 0 && Volatile.Read(ref _waiting) >= _limit && _limit > 0)
        {
            throw Busy();
        }
    }

    /// <summary>Waits for a turn and does some work.</summary>
    /// <param name="work">The work; must listen to its token.</param>
    /// <param name="isPatient">Whether to wait however long it takes: for batches, which bring few files at a time, and take no place that others could have.</param>
    /// <param name="cancellationToken">Leaves the line, or stops the work.</param>
    /// <exception cref="RequestProblemException">The line is full or too slow, or the work took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, bool isPatient, CancellationToken cancellationToken)
    {
        long arrival = Stopwatch.GetTimestamp();
        if (!_workers.Wait(0, CancellationToken.None))
        {
            await WaitAsync(isPatient, cancellationToken);
        }

        long start = Stopwatch.GetTimestamp();
        _metrics.Waited(Stopwatch.GetElapsedTime(arrival, start));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_timeout);
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestProblemException(
                StatusCodes.Status422UnprocessableEntity, $"The audio took longer than {_timeout.TotalSeconds:0} s to decode and classify: send a shorter clip.");
        }
        finally
        {
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            // Two threads may write at once, and one of the two times is lost: it is a mean.
            Volatile.Write(ref _meanSeconds, (Volatile.Read(ref _meanSeconds) * (1 - NewShare)) + (seconds * NewShare));
            _workers.Release();
        }
    }

    public void Dispose() => _workers.Dispose();

    private async Task WaitAsync(bool isPatient, CancellationToken cancellationToken)
    {
        int before = Interlocked.Increment(ref isPatient ? ref _patient : ref _waiting) - 1;
        try
        {
            bool hasRoom = isPatient || before < _limit;
            if (!hasRoom || !await _workers.WaitAsync(isPatient ? Timeout.InfiniteTimeSpan : _longestWait, cancellationToken))
            {
                throw Busy();
            }
        }
        finally
        {
            Interlocked.Decrement(ref isPatient ? ref _patient : ref _waiting);
        }
    }

    private RequestProblemException Busy()
    {
        _metrics.Refused(RefusalReason.QueueFull);
        double seconds = (Depth + 1) * Volatile.Read(ref _meanSeconds) / _workerCount;
        int retry = (int)Math.Clamp(Math.Ceiling(seconds), 1, LongestRetrySeconds);
        return new RequestProblemException(StatusCodes.Status429TooManyRequests, $"More files are waiting than this service takes: try again in {retry} s.") { RetryAfterSeconds = retry };
    }
}
