using System.Diagnostics;

namespace GenreNet.Catalogue;

/// <summary>Represents the progress of a run.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Done">Number of tracks that are done, including those of earlier runs and of other workers.</param>
/// <param name="Total">Number of tracks that concern this process.</param>
/// <param name="Errors">Number of tracks of this run that have an error.</param>
/// <param name="TracksPerSecond">Tracks per second of this process.</param>
/// <param name="Remaining">Estimate of the remaining time; null at the start.</param>
public sealed record CatalogueProgress(long Done, long Total, long Errors, double TracksPerSecond, TimeSpan? Remaining);

/// <summary>Represents the result of a run.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Shards">Number of parts that this process wrote.</param>
/// <param name="Tracks">Number of tracks that this process classified.</param>
/// <param name="Errors">Number of these tracks that have an error.</param>
/// <param name="Elapsed">Duration of the run.</param>
/// <param name="Failed">The shards that failed and are not finished.</param>
/// <param name="Timings">What the run spent its time on.</param>
public sealed record CatalogueSummary(int Shards, long Tracks, long Errors, TimeSpan Elapsed, IReadOnlyList<ParkedShard> Failed, RunTimings Timings);

/// <summary>Specifies how a process works.</summary>
/// <remarks>Immutable.</remarks>
public sealed record RunOptions
{
    /// <summary>Gets the number of tracks that are classified at a time. Default: the number of processors.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets whether the tracks with errors of finished shards are classified again.</summary>
    public bool RetriesErrors { get; init; }

    /// <summary>Gets how tracks are downloaded.</summary>
    public FetchOptions Fetch { get; init; } = new();
}

/// <summary>Counts tracks and estimates the remaining time. Thread-safe.</summary>
internal sealed class RunProgress(ShardSupply supply, Action<CatalogueProgress>? report)
{
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _othersAtStart = supply.OtherTracks;
    private long _kept;

    /// <summary>Gets the number of tracks that this process classified.</summary>
    public long OwnTracks { get; private set; }

    /// <summary>Gets the number of these tracks that have an error.</summary>
    public long Errors { get; private set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Counts rows of an earlier run that are kept.</summary>
    public void Keep(int rows)
    {
        lock (_lock)
        {
            _kept += rows;
        }
    }

    /// <summary>Counts a row and reports the progress.</summary>
    public void Add(CatalogueRow row)
    {
        lock (_lock)
        {
            OwnTracks++;
            Errors += row.Error is null ? 0 : 1;
            report?.Invoke(Current());
        }
    }

    /// <summary>Takes back the rows of a shard that is not written.</summary>
    public void Forget(ShardWork work)
    {
        lock (_lock)
        {
            CatalogueRow[] rows = [.. work.Rows.Where(row => row is not null)];
            OwnTracks -= rows.Length;
            Errors -= rows.Count(row => row.Error is not null);
        }
    }

    private CatalogueProgress Current()
    {
        double seconds = Elapsed.TotalSeconds;
        long others = supply.OtherTracks;
        long done = Math.Min(supply.TotalTracks, others + OwnTracks + _kept);
        // Other workers of a queue contribute to the rate at which the rest is done.
        double rate = (OwnTracks + others - _othersAtStart) / seconds;
        TimeSpan? remaining = rate > 0 ? TimeSpan.FromSeconds(Math.Min(TimeSpan.MaxValue.TotalSeconds / 2, (supply.TotalTracks - done) / rate)) : null;
        return new CatalogueProgress(done, supply.TotalTracks, Errors, OwnTracks / seconds, remaining);
    }
}
