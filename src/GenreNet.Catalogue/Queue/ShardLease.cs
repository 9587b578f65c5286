namespace GenreNet.Catalogue;

/// <summary>Represents a shard that a worker has leased.</summary>
/// <param name="Shard">Index of the shard, from 0.</param>
/// <param name="Attempt">How often the shard has been leased, from 1. A later lease has a higher number.</param>
internal sealed record ShardLease(int Shard, int Attempt);

/// <summary>Represents the state of a queue.</summary>
/// <param name="Open">Number of shards that wait for a worker.</param>
/// <param name="Leased">Number of shards that a worker has leased.</param>
/// <param name="Done">Number of finished shards.</param>
/// <param name="Parked">The shards that failed too often, with their errors.</param>
internal sealed record QueueState(int Open, int Leased, int Done, IReadOnlyList<ParkedShard> Parked)
{
    /// <summary>Gets whether no worker has anything left to do.</summary>
    public bool IsFinished => Open == 0 && Leased == 0;
}

/// <summary>Represents a shard that failed too often.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Shard">Index of the shard, from 0.</param>
/// <param name="Error">The last error, one sentence.</param>
public sealed record ParkedShard(int Shard, string Error);

/// <summary>Specifies how shards are leased.</summary>
/// <remarks>Immutable.</remarks>
public sealed record QueueOptions
{
    /// <summary>Gets how long a lease is valid without a heartbeat. Default 60 s. Workers send heartbeats three times as often.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how often a shard may fail with an error before it is parked. Default 3.</summary>
    public int MaxFailures { get; init; } = 3;

    /// <summary>
    /// Gets how often the workers of a shard may stop without an error before it is parked. Default 10. A machine that is switched off is not
    /// the fault of a shard, but a file that ends the process is.
    /// </summary>
    public int MaxLostLeases { get; init; } = 10;
}
