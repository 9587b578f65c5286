using GenreNet.Server.Configuration;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Queueing;

/// <summary>
/// Runs classifications on threads of its own. On the thread pool they would occupy all threads, so that uploads wait; the pool would then
/// start more threads, each of which keeps buffers of its own. Thread-safe.
/// </summary>
internal sealed class ClassificationThreads : TaskScheduler, IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<Task> _waiting = new();
    private readonly int _limit;
    private int _threads, _idle;
    private bool _isStopped;

    public ClassificationThreads(IOptions<ServerOptions> options)
    {
        // One more than the workers, for the short file that may start while they are busy.
        _limit = options.Value.Workers + 1;
    }

    public override int MaximumConcurrencyLevel => _limit;

    /// <summary>Runs work that occupies a thread until it ends.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Ends the threads when the work that was queued before is done.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.PulseAll(_lock);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            _waiting.Enqueue(task);
            if (_waiting.Count <= _idle)
            {
                Monitor.Pulse(_lock);
            }
            else if (_threads < _limit)
            {
                _threads++;
                new Thread(Work) { IsBackground = true, Name = "Classification" }.Start();
            }
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _waiting];
        }
    }

    private void Work()
    {
        while (Next() is { } task)
        {
            TryExecuteTask(task);
        }
    }

    private Task? Next()
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isStopped)
            {
                _idle++;
                Monitor.Wait(_lock);
                _idle--;
            }

            return _waiting.TryDequeue(out Task? task) ? task : null;
        }
    }
}
