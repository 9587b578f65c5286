using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Polly;
using Polly.Retry;

namespace GenreNet.Catalogue;

/// <summary>Connects to the database of a queue, and knows in what SQLite and PostgreSQL differ. Thread-safe.</summary>
internal sealed class QueueDatabase : IAsyncDisposable
{
    private const int Retries = 8;

    private readonly DbDataSource _source;
    private readonly ResiliencePipeline _retries;

    private QueueDatabase(DbDataSource source, string name)
    {
        _source = source;
        Name = name;
        _retries = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>(IsTransient),
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(0.2),
            MaxDelay = TimeSpan.FromSeconds(10),
        }).Build();
    }

    /// <summary>Gets the name of the database in messages, without a password.</summary>
    public string Name { get; }

    /// <summary>Gets the statement that is executed first, before a transaction.</summary>
    public required string Setup { get; init; }

    /// <summary>Gets the statement that lets one worker at a time create the table.</summary>
    public required string Exclusive { get; init; }

    /// <summary>Gets the expression for the time of the database in seconds since 1970.</summary>
    public required string Now { get; init; }

    /// <summary>Gets the end of a query that locks a row and skips the rows that other workers have locked.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>Opens the database that a connection string names.</summary>
    /// <param name="connection">
    /// The path of an SQLite file, a connection string of SQLite (<c>Data Source=FILE</c>) or of PostgreSQL (<c>Host=...;Database=...</c>), or
    /// an address <c>postgresql://USER@HOST/DATABASE</c>.
    /// </param>
    /// <exception cref="CatalogueException">The connection string is not valid.</exception>
    public static QueueDatabase Open(string connection)
    {
        try
        {
            return IsPostgres(connection) ? Postgres(connection) : Sqlite(connection);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new CatalogueException($"--queue is not a connection string ({problem.Message.TrimEnd('.')}): write a file name, or \"Host=...;Database=...\" for PostgreSQL.", problem);
        }
    }

    /// <summary>Runs statements in a transaction, which is repeated if the database is busy or the connection breaks.</summary>
    /// <param name="work">The statements. Calls the command to execute one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database refuses the statements or does not respond.</exception>
    public async Task<T> RunAsync<T>(Func<QueueCommand, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.ExecuteAsync(async token => await OnceAsync(work, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException problem)
        {
            throw new CatalogueException($"The queue {Name} cannot be used ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}): check the connection string and the database.", problem);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> OnceAsync<T>(Func<QueueCommand, Task<T>> work, CancellationToken cancellationToken)
    {
        DbConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (Setup.Length > 0)
            {
                await new QueueCommand(connection, null, cancellationToken).ExecuteAsync(Setup).ConfigureAwait(false);
            }

            // The transactions of Microsoft.Data.Sqlite are immediate: they lock the file before they read.
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(new QueueCommand(connection, transaction, cancellationToken)).ConfigureAwait(false);
                // Not to be cancelled: the caller would not know whether it has a lease.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
    }

    private static bool IsPostgres(string connection) => connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (connection.Contains('=') && !connection.Contains("Data Source=", StringComparison.OrdinalIgnoreCase)
            && (connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) || connection.Contains("Server=", StringComparison.OrdinalIgnoreCase)));

    private static QueueDatabase Postgres(string connection)
    {
        NpgsqlConnectionStringBuilder builder = connection.Contains("://", StringComparison.Ordinal) ? FromAddress(new Uri(connection)) : new(connection);
        builder.ApplicationName ??= "genrenet";
        return new QueueDatabase(NpgsqlDataSource.Create(builder), $"{builder.Host}/{builder.Database}")
        {
            Setup = string.Empty,
            // The number only has to differ from those of other programs.
            Exclusive = "SELECT pg_advisory_xact_lock(7309453122846103)",
            Now = "extract(epoch FROM clock_timestamp())::double precision",
            SkipLocked = "FOR UPDATE SKIP LOCKED",
        };
    }

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        string[] user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host };
        builder.Port = address.Port > 0 ? address.Port : builder.Port;
        builder.Database = address.AbsolutePath.Trim('/') is { Length: > 0 } database ? Uri.UnescapeDataString(database) : null;
        builder.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        builder.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        return builder;
    }

    private static QueueDatabase Sqlite(string connection)
    {
        SqliteConnectionStringBuilder builder = connection.Contains('=') ? new(connection) : new() { DataSource = connection };
        string path = Path.GetFullPath(builder.DataSource);
        if (Directory.Exists(path))
        {
            throw new CatalogueException($"{path} is a folder: --queue expects the name of an SQLite file, such as {Path.Combine(path, "queue.db")}.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new QueueDatabase(SqliteFactory.Instance.CreateDataSource(builder.ConnectionString), path)
        {
            // Readers do not wait for a writer, and a killed process leaves a file that the next one repairs.
            Setup = "PRAGMA journal_mode = WAL",
            Exclusive = string.Empty,
            Now = "((julianday('now') - 2440587.5) * 86400.0)",
            SkipLocked = string.Empty,
        };
    }

    private static bool IsTransient(DbException problem)
    {
        const int busy = 5;
        const int locked = 6;
        return problem.IsTransient || problem is SqliteException { SqliteErrorCode: busy or locked };
    }
}
