namespace GenreNet.Catalogue;

/// <summary>
/// Distributes the shards of a catalogue to workers that come and go: a table of leases in SQLite or PostgreSQL. Only the clock of the
/// database decides when a lease has expired. Thread-safe.
/// </summary>
internal sealed class ShardQueue : IAsyncDisposable
{
    private readonly QueueDatabase _database;
    private readonly QueueOptions _options;
    private readonly string _catalogue;
    private readonly string _worker;
    private readonly string _claim;
    private readonly string _park;
    private readonly string _extend;

    /// <summary>Creates the queue of a catalogue. Nothing is sent yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="options">How shards are leased.</param>
    /// <param name="catalogue">Identifies the catalogue and its results among others in the same database.</param>
    /// <param name="worker">Name of this worker.</param>
    public ShardQueue(QueueDatabase database, QueueOptions options, string catalogue, string worker)
    {
        _database = database;
        _options = options;
        _catalogue = catalogue;
        _worker = worker;
        string isExpired = $"state = 'leased' AND leased_until < {database.Now}";
        _claim = $"""
            UPDATE genrenet_shards SET state = 'leased', worker = @worker, attempts = attempts + 1, leased_until = {database.Now} + @lease
            WHERE catalogue = @catalogue AND shard = (
                SELECT shard FROM genrenet_shards WHERE catalogue = @catalogue AND (state = 'open' OR ({isExpired}))
                ORDER BY failures, shard LIMIT 1 {database.SkipLocked})
            RETURNING shard, attempts
            """;
        _park = $"""
            UPDATE genrenet_shards SET state = 'parked', leased_until = NULL, error = @error
            WHERE catalogue = @catalogue AND {isExpired} AND attempts - failures >= @lost
            """;
        _extend = $"""
            UPDATE genrenet_shards SET leased_until = {database.Now} + @lease
            WHERE catalogue = @catalogue AND shard = @shard AND state = 'leased' AND worker = @worker AND attempts = @attempt
            """;
    }

    /// <summary>Gets how shards are leased.</summary>
    public QueueOptions Options => _options;

    /// <summary>Creates the table and the rows of the shards that are missing, and compares the rows with the finished parts.</summary>
    /// <param name="shardCount">Number of shards.</param>
    /// <param name="findFinished">Returns the shards whose parts exist; called after the rows have been read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task PrepareAsync(int shardCount, Func<IReadOnlySet<int>> findFinished, CancellationToken cancellationToken) => _database.RunAsync(
        async command =>
        {
            if (_database.Exclusive.Length > 0)
            {
                await command.ExecuteAsync(_database.Exclusive).ConfigureAwait(false);
            }

            await command.ExecuteAsync("""
                CREATE TABLE IF NOT EXISTS genrenet_shards (
                    catalogue TEXT NOT NULL, shard INTEGER NOT NULL, state TEXT NOT NULL, worker TEXT, leased_until DOUBLE PRECISION,
                    attempts INTEGER NOT NULL, failures INTEGER NOT NULL, error TEXT, PRIMARY KEY (catalogue, shard))
                """).ConfigureAwait(false);
            await command.ExecuteAsync(
                """
                WITH RECURSIVE numbers(shard) AS (SELECT 0 UNION ALL SELECT shard + 1 FROM numbers WHERE shard + 1 < @count)
                INSERT INTO genrenet_shards (catalogue, shard, state, attempts, failures) SELECT @catalogue, shard, 'open', 0, 0 FROM numbers WHERE true
                ON CONFLICT DO NOTHING
                """,
                ("@count", shardCount),
                ("@catalogue", _catalogue)).ConfigureAwait(false);
            List<(int Shard, bool IsDone)> rows = await command.QueryAsync(
                "SELECT shard, state FROM genrenet_shards WHERE catalogue = @catalogue", row => (row.GetInt32(0), row.GetString(1) == "done"), ("@catalogue", _catalogue)).ConfigureAwait(false);
            // A part was deleted so that it is made again, or a run without the queue made it.
            IReadOnlySet<int> finished = findFinished();
            foreach ((int shard, bool isDone) in rows.Where(row => row.IsDone != finished.Contains(row.Shard)))
            {
                await command.ExecuteAsync(
                    "UPDATE genrenet_shards SET state = @state, leased_until = NULL WHERE catalogue = @catalogue AND shard = @shard AND state <> 'leased'",
                    ("@state", isDone ? "open" : "done"),
                    ("@catalogue", _catalogue),
                    ("@shard", shard)).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    /// <summary>Leases the next shard that is open or whose lease has expired.</summary>
    /// <returns>The lease; null if there is none at the moment.</returns>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task<ShardLease?> ClaimAsync(CancellationToken cancellationToken) => _database.RunAsync(
        async command =>
        {
            await command.ExecuteAsync(
                _park,
                ("@error", $"The shard was leased {_options.MaxLostLeases} times, and its workers stopped each time without an error. A track may end the process."),
                ("@catalogue", _catalogue),
                ("@lost", _options.MaxLostLeases)).ConfigureAwait(false);
            List<ShardLease> leases = await command.QueryAsync(
                _claim, row => new ShardLease(row.GetInt32(0), row.GetInt32(1)), ("@worker", _worker), ("@lease", _options.Lease.TotalSeconds), ("@catalogue", _catalogue)).ConfigureAwait(false);
            return leases.Count == 0 ? null : leases[0];
        },
        cancellationToken);

    /// <summary>Extends a lease: the heartbeat.</summary>
    /// <returns>Whether this worker still has the lease.</returns>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task<bool> ExtendAsync(ShardLease lease, CancellationToken cancellationToken) => ChangeAsync(_extend, lease, cancellationToken, ("@lease", _options.Lease.TotalSeconds));

    /// <summary>Records that the part of a shard exists, also if another worker has the lease by now: its part has the same rows.</summary>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task CompleteAsync(ShardLease lease, CancellationToken cancellationToken) => _database.RunAsync(
        command => command.ExecuteAsync(
            "UPDATE genrenet_shards SET state = 'done', worker = @worker, leased_until = NULL, error = NULL WHERE catalogue = @catalogue AND shard = @shard",
            ("@worker", _worker),
            ("@catalogue", _catalogue),
            ("@shard", lease.Shard)),
        cancellationToken);

    /// <summary>Records that a shard failed. It is open for another attempt, or parked if it failed too often.</summary>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task<bool> FailAsync(ShardLease lease, string error, CancellationToken cancellationToken) => ChangeAsync(
        """
        UPDATE genrenet_shards SET state = CASE WHEN failures + 1 >= @most THEN 'parked' ELSE 'open' END, failures = failures + 1, error = @error, leased_until = NULL
        WHERE catalogue = @catalogue AND shard = @shard AND state = 'leased' AND worker = @worker AND attempts = @attempt
        """,
        lease,
        cancellationToken,
        ("@most", _options.MaxFailures),
        ("@error", error));

    /// <summary>Returns a lease early, so that another worker need not wait until it expires. The attempt does not count.</summary>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task<bool> ReleaseAsync(ShardLease lease, CancellationToken cancellationToken) => ChangeAsync(
        """
        UPDATE genrenet_shards SET state = 'open', attempts = attempts - 1, leased_until = NULL
        WHERE catalogue = @catalogue AND shard = @shard AND state = 'leased' AND worker = @worker AND attempts = @attempt
        """,
        lease,
        cancellationToken);

    /// <summary>Counts the shards.</summary>
    /// <exception cref="CatalogueException">The database cannot be used.</exception>
    public Task<QueueState> ReadStateAsync(CancellationToken cancellationToken) => _database.RunAsync(
        async command =>
        {
            List<(string State, int Count)> counts = await command.QueryAsync(
                "SELECT state, CAST(COUNT(*) AS INTEGER) FROM genrenet_shards WHERE catalogue = @catalogue GROUP BY state",
                row => (row.GetString(0), row.GetInt32(1)),
                ("@catalogue", _catalogue)).ConfigureAwait(false);
            List<ParkedShard> parked = await command.QueryAsync(
                "SELECT shard, error FROM genrenet_shards WHERE catalogue = @catalogue AND state = 'parked' ORDER BY shard",
                row => new ParkedShard(row.GetInt32(0), row.IsDBNull(1) ? "The error is not known." : row.GetString(1)),
                ("@catalogue", _catalogue)).ConfigureAwait(false);
            return new QueueState(Count("open"), Count("leased"), Count("done"), parked);

            int Count(string state) => counts.Find(count => count.State == state).Count;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<bool> ChangeAsync(string sql, ShardLease lease, CancellationToken cancellationToken, params (string Name, object Value)[] more) => _database.RunAsync(
        async command => await command.ExecuteAsync(
            sql, [("@catalogue", _catalogue), ("@shard", lease.Shard), ("@worker", _worker), ("@attempt", lease.Attempt), .. more]).ConfigureAwait(false) == 1,
        cancellationToken);
}
