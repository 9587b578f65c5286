using System.Collections.Concurrent;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Catalogue.Tests.Queue;

/// <summary>The leases of a queue, in SQLite and in PostgreSQL.</summary>
public abstract class ShardQueueTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);

    private readonly string _catalogue = Guid.NewGuid().ToString("N");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract string Connection { get; }

    [Fact]
    public async Task Each_shard_is_leased_once_however_many_workers_ask()
    {
        const int Shards = 100;
        await using ShardQueue first = await OpenAsync("first", Shards);
        ShardQueue[] workers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => OpenAsync($"worker {i}", Shards)));
        ConcurrentBag<int> leased = [];
        await Task.WhenAll(workers.Select(async worker =>
        {
            while (await worker.ClaimAsync(Token) is { } lease)
            {
                leased.Add(lease.Shard);
                await worker.CompleteAsync(lease, Token);
            }

            await worker.DisposeAsync();
        }));
        Assert.Equal(Enumerable.Range(0, Shards), leased.Order());
        QueueState state = await first.ReadStateAsync(Token);
        Assert.Equal((0, 0, Shards, true), (state.Open, state.Leased, state.Done, state.IsFinished));
    }

    [Fact]
    public async Task A_lease_without_heartbeat_is_taken_over_and_one_with_heartbeats_is_not()
    {
        var brief = new QueueOptions { Lease = Short };
        await using ShardQueue dead = await OpenAsync("dead", 2, brief);
        await using ShardQueue alive = await OpenAsync("alive", 2, brief);
        await using ShardQueue next = await OpenAsync("next", 2, brief);
        ShardLease lost = (await dead.ClaimAsync(Token))!;
        ShardLease kept = (await alive.ClaimAsync(Token))!;
        Assert.Null(await next.ClaimAsync(Token));
        for (int i = 0; i < 5; i++)
        {
            await Task.Delay(Short / 3, Token);
            Assert.True(await alive.ExtendAsync(kept, Token));
        }

        Assert.Equal(new ShardLease(lost.Shard, 2), await next.ClaimAsync(Token));
        Assert.Null(await next.ClaimAsync(Token));
        Assert.False(await dead.ExtendAsync(lost, Token));
    }

    [Fact]
    public async Task A_shard_that_fails_is_tried_again_after_the_others_and_parked_in_the_end()
    {
        await using ShardQueue queue = await OpenAsync("worker", 2, new QueueOptions { MaxFailures = 2 });
        ShardLease first = (await queue.ClaimAsync(Token))!;
        Assert.True(await queue.FailAsync(first, "The server is down.", Token));
        Assert.Equal(1, (await queue.ClaimAsync(Token))!.Shard);
        ShardLease again = (await queue.ClaimAsync(Token))!;
        Assert.Equal(new ShardLease(0, 2), again);
        Assert.True(await queue.FailAsync(again, "The server is still down.", Token));
        Assert.Null(await queue.ClaimAsync(Token));
        QueueState state = await queue.ReadStateAsync(Token);
        Assert.Equal([new ParkedShard(0, "The server is still down.")], state.Parked);
        Assert.Equal(1, state.Leased);
    }

    [Fact]
    public async Task A_shard_whose_workers_stop_too_often_is_parked()
    {
        await using ShardQueue queue = await OpenAsync("worker", 1, new QueueOptions { Lease = TimeSpan.FromSeconds(0.05), MaxLostLeases = 2 });
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            Assert.Equal(attempt, (await queue.ClaimAsync(Token))!.Attempt);
            await Task.Delay(100, Token);
        }

        Assert.Null(await queue.ClaimAsync(Token));
        Assert.Contains("A track may end the process", Assert.Single((await queue.ReadStateAsync(Token)).Parked).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_lease_is_open_at_once_and_does_not_count()
    {
        await using ShardQueue queue = await OpenAsync("worker", 1);
        ShardLease lease = (await queue.ClaimAsync(Token))!;
        Assert.True(await queue.ReleaseAsync(lease, Token));
        Assert.Equal(1, (await queue.ClaimAsync(Token))!.Attempt);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_cannot_fail_or_return_it()
    {
        var brief = new QueueOptions { Lease = TimeSpan.FromSeconds(0.1) };
        await using ShardQueue dead = await OpenAsync("dead", 1, brief);
        await using ShardQueue next = await OpenAsync("next", 1, brief with { Lease = TimeSpan.FromMinutes(1) });
        ShardLease lost = (await dead.ClaimAsync(Token))!;
        await Task.Delay(200, Token);
        Assert.NotNull(await next.ClaimAsync(Token));
        Assert.False(await dead.FailAsync(lost, "Too late.", Token));
        Assert.False(await dead.ReleaseAsync(lost, Token));
        Assert.Equal(1, (await next.ReadStateAsync(Token)).Leased);
    }

    [Fact]
    public async Task The_rows_follow_the_parts_that_exist()
    {
        await using (ShardQueue queue = await OpenAsync("worker", 3, finished: [1]))
        {
            Assert.Equal(0, (await queue.ClaimAsync(Token))!.Shard);
            ShardLease last = (await queue.ClaimAsync(Token))!;
            Assert.Equal(2, last.Shard);
            await queue.CompleteAsync(last, Token);
        }

        // The part of shard 1 was deleted.
        await using ShardQueue later = await OpenAsync("worker", 3, finished: [2]);
        QueueState state = await later.ReadStateAsync(Token);
        Assert.Equal((1, 1, 1), (state.Open, state.Leased, state.Done));
    }

    private protected async Task<ShardQueue> OpenAsync(string worker, int shards, QueueOptions? options = null, int[]? finished = null)
    {
        var queue = new ShardQueue(QueueDatabase.Open(Connection), options ?? new QueueOptions(), _catalogue, worker);
        await queue.PrepareAsync(shards, () => (finished ?? []).ToHashSet(), Token);
        return queue;
    }
}

public sealed class SqliteShardQueueTests : ShardQueueTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override string Connection => _folder.File("queue.db");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_connection_string_that_is_none_is_an_error() =>
        Assert.Contains("--queue is not a connection string", Assert.Throws<CatalogueException>(() => QueueDatabase.Open("Hst=1;Host=x;Databas=2")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_not_a_queue() =>
        Assert.Contains("is a folder", Assert.Throws<CatalogueException>(() => QueueDatabase.Open(_folder.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_not_a_database_is_an_error()
    {
        File.WriteAllText(_folder.File("queue.db"), new string('x', 5000));
        CatalogueException problem = await Assert.ThrowsAsync<CatalogueException>(() => OpenAsync("worker", 1));
        Assert.Contains("queue.db cannot be used", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.org;Database=music;Password=secret", "db.example.org/music")]
    [InlineData("postgresql://user:secret@db.example.org:6543/music", "db.example.org/music")]
    public async Task A_connection_to_PostgreSQL_is_recognised_and_its_password_is_not_shown(string connection, string name)
    {
        await using var database = QueueDatabase.Open(connection);
        Assert.Equal(name, database.Name);
    }
}

public sealed class PostgresShardQueueTests(PostgresServer server) : ShardQueueTests, IClassFixture<PostgresServer>
{
    protected override string Connection => server.Connection();

    [Fact]
    public async Task An_address_connects_as_well()
    {
        var parts = new Npgsql.NpgsqlConnectionStringBuilder(Connection);
        await using var database = QueueDatabase.Open($"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}");
        Assert.Equal(1, await database.RunAsync(async command => (await command.QueryAsync("SELECT 1", row => row.GetInt32(0)))[0], Token));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_an_error()
    {
        await using var database = QueueDatabase.Open($"{Connection};Database=absent");
        var queue = new ShardQueue(database, new QueueOptions(), "x", "worker");
        CatalogueException problem = await Assert.ThrowsAsync<CatalogueException>(() => queue.ReadStateAsync(Token));
        Assert.Contains("absent", problem.Message, StringComparison.Ordinal);
    }
}
