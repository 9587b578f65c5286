using System.Globalization;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Queueing;

/// <summary>
/// Represents the queue in front of the classifier: a fixed number of files run at a time, a bounded number wait, and clients take turns
/// according to the worker time that they use (<see cref="FairSchedule"/>). A file whose client disconnects is removed at once.
/// Thread-safe.
/// </summary>
internal sealed class ClassificationQueue : IDisposable
{
    private const int LongestRetrySeconds = 120;

    // Some rules of the schedule depend on how long a job has been running: they are evaluated at this interval.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly FairSchedule _schedule;
    private readonly int _limit;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _longestWait;
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;

    public ClassificationQueue(IOptions<ServerOptions> options, ServerMetrics metrics, TimeProvider time)
    {
        _limit = options.Value.QueueLimit;
        _timeout = TimeSpan.FromSeconds(options.Value.ClassificationTimeoutSeconds);
        _longestWait = TimeSpan.FromSeconds(options.Value.QueueTimeoutSeconds);
        _schedule = new FairSchedule(options.Value.Workers, _limit, _timeout.TotalSeconds);
        _metrics = metrics;
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => LookAgain(), null, Tick, Tick);
        metrics.Watch(() => Depth);
    }

    /// <summary>Gets the number of waiting files, including those of batches.</summary>
    public int Depth
    {
        get
        {
            lock (_lock)
            {
                return _schedule.WaitingCount;
            }
        }
    }

    private double Now => _time.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>Rejects a client for which the queue has no place, before its upload.</summary>
    /// <param name="client">The client's key for limits.</param>
    /// <exception cref="RequestProblemException">The queue, or the client's share of it, is full.</exception>
    public void RequireRoom(string client)
    {
        lock (_lock)
        {
            if (_limit > 0 && !_schedule.HasRoom(client, Now))
            {
                throw Full(client);
            }
        }
    }

    /// <summary>Waits for a turn and runs the work.</summary>
    /// <param name="client">The client's key for limits: worker time is shared between clients.</param>
    /// <param name="work">The work; must observe its token.</param>
    /// <param name="isPatient">Whether to wait without limit: for batches, which queue few files at a time and do not count towards the
    /// queue limit.</param>
    /// <param name="cancellationToken">Leaves the queue, or stops the work.</param>
    /// <exception cref="RequestProblemException">The queue is full or too slow, or the work took too long.</exception>
    public async Task<T> RunAsync<T>(string client, Func<CancellationToken, Task<T>> work, bool isPatient, CancellationToken cancellationToken)
    {
        long arrival = _time.GetTimestamp();
        ScheduledJob job = Join(client, isPatient);
        if (!job.Started.Task.IsCompleted)
        {
            await WaitAsync(job, cancellationToken);
        }

        try
        {
            _metrics.Waited(_time.GetElapsedTime(arrival));
            using var clock = new CancellationTokenSource(_timeout, _time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestProblemException(
                StatusCodes.Status422UnprocessableEntity, $"The audio took longer than {_timeout.TotalSeconds:0} s to decode and classify. Send a shorter clip.");
        }
        finally
        {
            Finish(job);
        }
    }

    /// <summary>Returns the number of seconds after which a client that is rejected now should retry.</summary>
    public int RetrySeconds(string client) => (int)Math.Clamp(Math.Ceiling(ExpectedSeconds(client)), 1, LongestRetrySeconds);

    /// <summary>Estimates the seconds until the waiting and running files of a client are classified.</summary>
    public double ExpectedSeconds(string client)
    {
        lock (_lock)
        {
            return _schedule.ExpectedWait(client, Now);
        }
    }

    public void Dispose() => _timer.Dispose();

    private ScheduledJob Join(string client, bool isPatient)
    {
        lock (_lock)
        {
            ScheduledJob job = _schedule.Add(client, isPatient, Now) ?? throw Full(client);
            StartWaiting();
            return job;
        }
    }

    private async Task WaitAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        try
        {
            await job.Started.Task.WaitAsync(job.IsPatient ? Timeout.InfiniteTimeSpan : _longestWait, _time, cancellationToken);
        }
        catch (Exception problem) when (problem is OperationCanceledException or TimeoutException)
        {
            if (!Leave(job))
            {
                // The job was started at the same moment.
                if (problem is TimeoutException)
                {
                    return;
                }

                Finish(job);
                throw;
            }

            if (problem is TimeoutException)
            {
                throw Refuse(RefusalReason.QueueFull, $"The file waited longer than {_longestWait.TotalSeconds:0} s to be classified", job.Line.Name);
            }

            throw;
        }
    }

    private bool Leave(ScheduledJob job)
    {
        lock (_lock)
        {
            bool hasLeft = _schedule.Leave(job, Now);
            StartWaiting();
            return hasLeft;
        }
    }

    private void Finish(ScheduledJob job)
    {
        lock (_lock)
        {
            _schedule.Finish(job, Now);
            StartWaiting();
        }
    }

    private void LookAgain()
    {
        lock (_lock)
        {
            _schedule.Forget(Now);
            StartWaiting();
        }
    }

    /// <summary>Starts all jobs that may start. Continuations run on other threads, outside the lock.</summary>
    private void StartWaiting()
    {
        while (_schedule.StartNext(Now) is { } next)
        {
            next.Started.SetResult();
        }
    }

    private RequestProblemException Full(string client) => _schedule.IsFull
        ? Refuse(RefusalReason.QueueFull, "Too many files are waiting in the queue of this service", client)
        : Refuse(RefusalReason.ClientQueueFull, "Too many of your files are waiting in the queue of this service", client);

    private RequestProblemException Refuse(RefusalReason reason, string what, string client)
    {
        _metrics.Refused(reason);
        int retry = RetrySeconds(client);
        return new RequestProblemException(StatusCodes.Status429TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"{what}. Try again in {retry} s."))
        {
            RetryAfterSeconds = retry,
        };
    }
}
