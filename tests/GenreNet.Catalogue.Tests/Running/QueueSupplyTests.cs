namespace GenreNet.Catalogue.Tests.Running;

/// <summary>What a worker holds of a queue.</summary>
public sealed class QueueSupplyTests(RunFixture fixture) : IClassFixture<RunFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_worker_that_is_stopped_while_it_asks_for_a_shard_holds_none()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Path.Combine(_folder.Path, "out"), shardSize: 2);
        await using QueueSupply supply = await QueueSupply.OpenAsync(plan, Queue("first"), Token);
        await using ShardQueue watcher = Queue("second");
        int stops = 0;
        for (int i = 0; i < 300; i++)
        {
            // Later and later, so that each of the statements is stopped.
            using var stop = new CancellationTokenSource();
            Task<ShardTicket?> next = Task.Run(() => supply.NextAsync(stop.Token).AsTask(), Token);
            SpinWait.SpinUntil(() => next.IsCompleted, TimeSpan.FromMicroseconds(20 * i));
            await stop.CancelAsync();
            try
            {
                await supply.ReleaseAsync((await next)!);
            }
            catch (OperationCanceledException)
            {
                stops++;
            }

            Assert.Equal(0, (await watcher.ReadStateAsync(Token)).Leased);
        }

        Assert.NotEqual(0, stops);
    }

    private ShardQueue Queue(string worker) => new(QueueDatabase.Open(_folder.File("queue.db")), new QueueOptions(), "catalogue", worker);
}
