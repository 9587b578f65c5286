using GenreNet.Catalogue.Tests.Support;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Catalogue.Tests.Running;

/// <summary>Workers that share a queue.</summary>
public sealed class QueueRunTests(RunFixture fixture, PostgresServer server) : IClassFixture<RunFixture>, IClassFixture<PostgresServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Out => Path.Combine(_folder.Path, "out");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_workers_make_the_rows_of_one(bool isPostgres)
    {
        string connection = isPostgres ? server.Connection() : _folder.File("queue.db");
        string alone = Path.Combine(_folder.Path, "alone");
        await fixture.RunAsync(await RunFixture.PlanAsync(fixture.Music, alone, shardSize: 2));
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out, shardSize: 2);
        CatalogueSummary[] summaries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => WorkAsync(plan, connection))));
        Assert.Equal(plan.Manifest.ShardCount, summaries.Sum(summary => summary.Shards));
        Assert.Equal(RunFixture.Rows(alone), RunFixture.Rows(Out));
    }

    [Fact]
    public async Task A_stopped_worker_returns_its_shards()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out);
        using var stop = new CancellationTokenSource();
        string connection = _folder.File("queue.db");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WorkAsync(plan, connection, progress => { if (progress.Done == 8) { stop.Cancel(); } }, stop.Token));
        // The next worker would wait for a shard that is still leased until its lease of a minute expires.
        await WorkAsync(plan, connection).WaitAsync(TimeSpan.FromSeconds(40), Token);
        Assert.True(CatalogueResults.Open(Out).IsComplete);
    }

    [Fact]
    public async Task A_part_whose_worker_stopped_before_its_report_is_kept()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out);
        string connection = _folder.File("queue.db");
        await WorkAsync(plan, connection);
        string part = ResultsFolder.PartOf(Out, 1);
        DateTime time = File.GetLastWriteTimeUtc(part);
        CatalogueSummary again = await WorkAsync(plan, connection);
        Assert.Equal((0, time), (again.Shards, File.GetLastWriteTimeUtc(part)));
        File.Delete(part);
        Assert.Equal(1, (await WorkAsync(plan, connection)).Shards);
        Assert.True(CatalogueResults.Open(Out).IsComplete);
    }

    [Fact]
    public async Task A_shard_that_fails_too_often_is_parked_with_its_error()
    {
        using var web = new FaultyServer(request => request.Path.StartsWith("/down", StringComparison.Ordinal)
            ? new ServerReply { Status = 503 }
            : new ServerReply { Body = Clips.Bytes(1) });
        string list = _folder.File("list.txt");
        File.WriteAllLines(list, Enumerable.Range(0, 20).Select(i => web.Url(i < 10 ? $"/down{i}.wav" : $"/up{i}.wav").ToString()));
        CataloguePlan plan = await RunFixture.PlanAsync(list, Out, shardSize: 10);
        CatalogueSummary summary = await WorkAsync(plan, _folder.File("queue.db"), leasing: new QueueOptions { MaxFailures = 2 });
        Assert.Equal((1, 10L, 0L), (summary.Shards, summary.Tracks, summary.Errors));
        ParkedShard parked = Assert.Single(summary.Failed);
        Assert.Equal(0, parked.Shard);
        Assert.Contains("503", parked.Error, StringComparison.Ordinal);
    }

    private Task<CatalogueSummary> WorkAsync(
        CataloguePlan plan, string connection, Action<CatalogueProgress>? report = null, CancellationToken? cancellationToken = null, QueueOptions? leasing = null) =>
        CatalogueClassifier.RunQueueAsync(
            plan,
            connection,
            leasing ?? new QueueOptions(),
            fixture.Classifier,
            new RunOptions { Workers = 2, Fetch = new FetchOptions { Transfer = new DownloadOptions { RetryCount = 0 } } },
            report,
            cancellationToken ?? Token);
}
