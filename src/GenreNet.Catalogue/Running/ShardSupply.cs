namespace GenreNet.Catalogue;

/// <summary>Represents a shard that this process works on.</summary>
internal sealed class ShardTicket(int shard, ShardLease? lease = null) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();

    /// <summary>Gets the index of the shard, from 0.</summary>
    public int Shard => shard;

    /// <summary>Gets the lease, for shards of a queue.</summary>
    public ShardLease? Lease => lease;

    /// <summary>Gets a token that is cancelled when another worker has the shard, so that work on it is of no use.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Marks the shard as one of another worker.</summary>
    public void Lose() => _lost.Cancel();

    public void Dispose() => _lost.Dispose();
}

/// <summary>Decides which shards this process works on.</summary>
internal abstract class ShardSupply : IAsyncDisposable
{
    /// <summary>Gets the number of tracks in the shards that concern this process.</summary>
    public abstract long TotalTracks { get; }

    /// <summary>Gets the number of tracks in finished shards that this process has not worked on.</summary>
    public abstract long OtherTracks { get; }

    /// <summary>Returns the next shard; null if nothing is left to do.</summary>
    public abstract ValueTask<ShardTicket?> NextAsync(CancellationToken cancellationToken);

    /// <summary>Records that the part of a shard is written.</summary>
    public virtual Task CompleteAsync(ShardTicket ticket, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Records that a shard failed.</summary>
    public abstract Task FailAsync(ShardTicket ticket, string error, CancellationToken cancellationToken);

    /// <summary>Returns a shard that was not finished.</summary>
    public virtual Task ReleaseAsync(ShardTicket ticket) => Task.CompletedTask;

    /// <summary>Returns the shards that failed and are not finished.</summary>
    public abstract Task<IReadOnlyList<ParkedShard>> FailedAsync(CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Supplies a fixed list of shards, without those that are finished when their turn comes.</summary>
internal sealed class FixedSupply : ShardSupply
{
    private readonly CataloguePlan _plan;
    private readonly Queue<int> _shards;
    private readonly List<ParkedShard> _failed = [];
    private long _others;

    /// <summary>Creates the supply.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="skipsFinished">Whether finished shards are skipped.</param>
    public FixedSupply(CataloguePlan plan, IReadOnlyList<int> shards, bool skipsFinished)
    {
        _plan = plan;
        TotalTracks = shards.Sum(shard => (long)plan.TracksOf(shard));
        IReadOnlySet<int> finished = skipsFinished ? plan.FindFinished() : new HashSet<int>();
        _others = shards.Where(finished.Contains).Sum(shard => (long)plan.TracksOf(shard));
        _shards = new Queue<int>(shards.Where(shard => !finished.Contains(shard)));
        SkipsFinished = skipsFinished;
    }

    public override long TotalTracks { get; }

    public override long OtherTracks => Interlocked.Read(ref _others);

    private bool SkipsFinished { get; }

    public override ValueTask<ShardTicket?> NextAsync(CancellationToken cancellationToken)
    {
        while (_shards.TryDequeue(out int shard))
        {
            // Another process may have finished it in the meantime.
            if (!SkipsFinished || !File.Exists(ResultsFolder.PartOf(_plan.Request.Folder, shard)))
            {
                return ValueTask.FromResult<ShardTicket?>(new ShardTicket(shard));
            }

            Interlocked.Add(ref _others, _plan.TracksOf(shard));
        }

        return ValueTask.FromResult<ShardTicket?>(null);
    }

    public override Task FailAsync(ShardTicket ticket, string error, CancellationToken cancellationToken)
    {
        lock (_failed)
        {
            _failed.Add(new ParkedShard(ticket.Shard, error));
        }

        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<ParkedShard>> FailedAsync(CancellationToken cancellationToken)
    {
        lock (_failed)
        {
            return Task.FromResult<IReadOnlyList<ParkedShard>>([.. _failed]);
        }
    }
}
