using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using GenreNet.Inference;

namespace GenreNet.Catalogue;

/// <summary>
/// Classifies shards: one task lists and downloads tracks, and one thread per worker classifies them. The next shard starts while the last
/// tracks of a shard are in work, so that no worker waits at the end of a shard.
/// </summary>
internal sealed class CatalogueRun
{
    // A cause that fails every shard, such as a network that is down, must not park all of them.
    private const int MostFailuresInARow = 3;

    private readonly CataloguePlan _plan;
    private readonly RunOptions _options;
    private readonly GenreClassifier _classifier;
    private readonly ShardSupply _supply;
    private readonly RunClock _clock = new();
    private readonly ConcurrentDictionary<ShardTicket, bool> _tickets = new();
    private readonly RunProgress _progress;
    private int _failuresInARow;
    private int _shards;
    private Exception? _failure;

    public CatalogueRun(CataloguePlan plan, RunOptions options, GenreClassifier classifier, ShardSupply supply, Action<CatalogueProgress>? report)
    {
        _plan = plan;
        _options = options;
        _classifier = classifier;
        _supply = supply;
        _progress = new RunProgress(supply, report);
    }

    /// <summary>Works until no shard is left.</summary>
    /// <exception cref="Core.GenreNetException">A part cannot be written, the queue cannot be used, or several shards failed in a row.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. No part is incomplete.</exception>
    public async Task<CatalogueSummary> RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan networkBefore = _classifier.NetworkTime;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var fetcher = new TrackFetcher(_plan.BaseFolder, _plan.Request.Reading.Objects, _options.Fetch);
        var tracks = Channel.CreateBounded<Job>(_options.Workers);
        // Threads of their own, so that those of the pool are free for downloads and the queue.
        Task[] workers = [.. Enumerable.Range(0, _options.Workers).Select(_ => Task.Factory.StartNew(
            () => Work(tracks, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            await FetchAllAsync(fetcher, tracks.Writer, stop).ConfigureAwait(false);
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(_tickets.Keys.Select(_supply.ReleaseAsync)).ConfigureAwait(false);
            while (tracks.Reader.TryRead(out Job left))
            {
                left.Track.Dispose();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        TimeSpan network = _classifier.NetworkTime - networkBefore;
        var timings = new RunTimings(_clock.Fetching, _clock.Decoding, _clock.Classifying - _clock.Decoding - network, network, _clock.Writing);
        return new CatalogueSummary(
            _shards, _progress.OwnTracks, _progress.Errors, _progress.Elapsed, await _supply.FailedAsync(cancellationToken).ConfigureAwait(false), timings);
    }

    private async Task FetchAllAsync(TrackFetcher fetcher, ChannelWriter<Job> tracks, CancellationTokenSource stop)
    {
        try
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(_options.Workers, _options.Fetch.Parallelism), CancellationToken = stop.Token };
            await Parallel.ForEachAsync(
                ListAsync(stop.Token),
                limits,
                async (item, token) =>
                {
                    long start = Stopwatch.GetTimestamp();
                    FetchedTrack track = await fetcher.FetchAsync(item.Work.Names[item.Index], token).ConfigureAwait(false);
                    _clock.AddFetching(start);
                    await tracks.WriteAsync(new Job(item.Work, item.Index, track), token).ConfigureAwait(false);
                }).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            await FailAsync(problem, stop).ConfigureAwait(false);
        }
        finally
        {
            tracks.Complete();
        }
    }

    private async IAsyncEnumerable<(ShardWork Work, int Index)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _supply.NextAsync(cancellationToken).ConfigureAwait(false) is { } ticket)
        {
            _tickets[ticket] = true;
            var work = new ShardWork(ticket, _plan.Listing.Read(ticket.Shard), Kept(ticket.Shard));
            int[] missing = [.. work.Missing];
            _progress.Keep(work.Names.Length - missing.Length);
            if (missing.Length == 0)
            {
                _tickets.TryRemove(ticket, out _);
            }

            foreach (int index in missing)
            {
                if (ticket.Lost.IsCancellationRequested)
                {
                    break;
                }

                yield return (work, index);
            }
        }
    }

    private CatalogueRow[]? Kept(int shard)
    {
        string part = ResultsFolder.PartOf(_plan.Request.Folder, shard);
        return _options.RetriesErrors && File.Exists(part) ? [.. PartFile.Read(part)] : null;
    }

    private void Work(Channel<Job> tracks, CancellationTokenSource stop)
    {
        var classifier = new TrackClassifier(_classifier, _plan.Manifest, _clock);
        try
        {
            while (tracks.Reader.WaitToReadAsync(stop.Token).AsTask().GetAwaiter().GetResult())
            {
                while (tracks.Reader.TryRead(out Job job))
                {
                    using FetchedTrack track = job.Track;
                    if (!job.Work.Ticket.Lost.IsCancellationRequested)
                    {
                        CatalogueRow row = classifier.Classify(track, stop.Token);
                        _progress.Add(row);
                        if (job.Work.Add(job.Index, row, track.IsTransient))
                        {
                            Finish(job.Work, stop.Token);
                        }
                    }
                    else if (_tickets.TryRemove(job.Work.Ticket, out _))
                    {
                        _progress.Forget(job.Work);
                    }
                }
            }
        }
        catch (Exception problem)
        {
            FailAsync(problem, stop).GetAwaiter().GetResult();
        }
    }

    private void Finish(ShardWork work, CancellationToken cancellationToken)
    {
        if (work.Outage is { } error)
        {
            _supply.FailAsync(work.Ticket, error, cancellationToken).GetAwaiter().GetResult();
            _tickets.TryRemove(work.Ticket, out _);
            _progress.Forget(work);
            if (Interlocked.Increment(ref _failuresInARow) >= MostFailuresInARow)
            {
                throw new CatalogueException($"{MostFailuresInARow} shards failed in a row, so the run was stopped. {error}");
            }

            return;
        }

        long start = Stopwatch.GetTimestamp();
        PartFile.Write(ResultsFolder.PartOf(_plan.Request.Folder, work.Ticket.Shard), work.Rows, _plan.Manifest.HasEmbeddings);
        _clock.AddWriting(start);
        _supply.CompleteAsync(work.Ticket, cancellationToken).GetAwaiter().GetResult();
        _tickets.TryRemove(work.Ticket, out _);
        Interlocked.Exchange(ref _failuresInARow, 0);
        Interlocked.Increment(ref _shards);
    }

    // The first failure stops the run and is reported; those that follow from the stop are not.
    private async Task FailAsync(Exception problem, CancellationTokenSource stop)
    {
        if (problem is not OperationCanceledException)
        {
            Interlocked.CompareExchange(ref _failure, problem, null);
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }

    private readonly record struct Job(ShardWork Work, int Index, FetchedTrack Track);
}
