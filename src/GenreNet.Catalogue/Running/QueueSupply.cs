using System.Collections.Concurrent;

namespace GenreNet.Catalogue;

/// <summary>Supplies the shards that this process leases from a queue, and extends the leases while it works on them.</summary>
internal sealed class QueueSupply : ShardSupply
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly CataloguePlan _plan;
    private readonly ShardQueue _queue;
    private readonly ConcurrentDictionary<ShardTicket, bool> _held = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _heartbeat;
    private long _others;
    private long _own;

    private QueueSupply(CataloguePlan plan, ShardQueue queue)
    {
        _plan = plan;
        _queue = queue;
        // Not a thread of the pool: all of those may be busy.
        _heartbeat = new Thread(Beat) { IsBackground = true, Name = "heartbeat" };
        _heartbeat.Start();
    }

    public override long TotalTracks => _plan.Manifest.TrackCount;

    public override long OtherTracks => Interlocked.Read(ref _others);

    private TimeSpan Interval => _queue.Options.Lease / 3;

    /// <summary>Prepares the queue of a plan.</summary>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public static async Task<QueueSupply> OpenAsync(CataloguePlan plan, ShardQueue queue, CancellationToken cancellationToken)
    {
        await queue.PrepareAsync(plan.Manifest.ShardCount, plan.FindFinished, cancellationToken).ConfigureAwait(false);
        return new QueueSupply(plan, queue);
    }

    public override async ValueTask<ShardTicket?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _queue.ClaimAsync(cancellationToken).ConfigureAwait(false) is { } lease)
            {
                var ticket = new ShardTicket(lease.Shard, lease);
                _held[ticket] = true;
                if (await AcceptAsync(ticket, cancellationToken).ConfigureAwait(false))
                {
                    return ticket;
                }

                continue;
            }

            QueueState state = await CountAsync(cancellationToken).ConfigureAwait(false);
            if (state.IsFinished)
            {
                return null;
            }

            // Workers have the rest: one of them may stop. A shard of this process that ends is a reason to look again at once.
            await _changed.WaitAsync(Interval < LongestPause ? Interval : LongestPause, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task CompleteAsync(ShardTicket ticket, CancellationToken cancellationToken)
    {
        await _queue.CompleteAsync(ticket.Lease!, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _own, _plan.TracksOf(ticket.Shard));
        End(ticket);
    }

    public override async Task FailAsync(ShardTicket ticket, string error, CancellationToken cancellationToken)
    {
        await _queue.FailAsync(ticket.Lease!, error, cancellationToken).ConfigureAwait(false);
        End(ticket);
    }

    public override async Task ReleaseAsync(ShardTicket ticket)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await _queue.ReleaseAsync(ticket.Lease!, limit.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is CatalogueException or OperationCanceledException)
        {
            // The lease expires by itself.
        }

        _held.TryRemove(ticket, out _);
    }

    public override async Task<IReadOnlyList<ParkedShard>> FailedAsync(CancellationToken cancellationToken) =>
        (await _queue.ReadStateAsync(cancellationToken).ConfigureAwait(false)).Parked;

    public override async ValueTask DisposeAsync()
    {
        _stop.Set();
        _heartbeat.Join();
        _stop.Dispose();
        _changed.Dispose();
        await _queue.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Prepares the work on a leased shard. If this is stopped, the caller does not know the shard, which is returned to the queue.</summary>
    /// <returns>Whether there is work: the part may exist already.</returns>
    private async Task<bool> AcceptAsync(ShardTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(ResultsFolder.PartOf(_plan.Request.Folder, ticket.Shard)))
            {
                // Its worker stopped between the renaming and the report.
                await _queue.CompleteAsync(ticket.Lease!, cancellationToken).ConfigureAwait(false);
                _held.TryRemove(ticket, out _);
                return false;
            }

            await CountAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch
        {
            await ReleaseAsync(ticket).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<QueueState> CountAsync(CancellationToken cancellationToken)
    {
        QueueState state = await _queue.ReadStateAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _others, Math.Max(0, Math.Min(TotalTracks, (long)state.Done * _plan.Manifest.ShardSize) - Interlocked.Read(ref _own)));
        return state;
    }

    private void End(ShardTicket ticket)
    {
        _held.TryRemove(ticket, out _);
        _changed.Release();
    }

    private void Beat()
    {
        while (!_stop.Wait(Interval))
        {
            foreach (ShardTicket ticket in _held.Keys)
            {
                try
                {
                    if (!_queue.ExtendAsync(ticket.Lease!, CancellationToken.None).GetAwaiter().GetResult() && _held.TryRemove(ticket, out _))
                    {
                        ticket.Lose();
                    }
                }
                catch (CatalogueException)
                {
                    // Work goes on: if the lease expires, another worker writes the same rows. The next claim reports the failure.
                }
            }
        }
    }
}
