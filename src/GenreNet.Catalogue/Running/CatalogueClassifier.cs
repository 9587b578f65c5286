using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Inference;

namespace GenreNet.Catalogue;

/// <summary>Classifies a catalogue into a results folder. Thread-safe; several processes can work on the same folder.</summary>
public static class CatalogueClassifier
{
    /// <summary>Classifies a fixed list of shards.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="shards">Indices of the shards, from 0. Finished shards are skipped, unless errors are retried.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="options">How the process works.</param>
    /// <param name="report">Receives the progress after each track, from one thread at a time; null for no reports.</param>
    /// <param name="cancellationToken">Stops between segments. No part is incomplete.</param>
    /// <exception cref="Core.GenreNetException">A part cannot be written, or several shards failed in a row.</exception>
    public static async Task<CatalogueSummary> RunAsync(
        CataloguePlan plan, IReadOnlyList<int> shards, GenreClassifier classifier, RunOptions options, Action<CatalogueProgress>? report, CancellationToken cancellationToken)
    {
        var supply = new FixedSupply(plan, shards, skipsFinished: !options.RetriesErrors);
        await using (supply.ConfigureAwait(false))
        {
            return await new CatalogueRun(plan, options, classifier, supply, report).RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Classifies the shards that a queue supplies, until all are finished or parked.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="connection">The database: a file name, or a connection string of SQLite or PostgreSQL.</param>
    /// <param name="leasing">How shards are leased.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="options">How the process works.</param>
    /// <param name="report">Receives the progress after each track, from one thread at a time; null for no reports.</param>
    /// <param name="cancellationToken">Stops between segments, and returns the leases.</param>
    /// <exception cref="Core.GenreNetException">A part cannot be written, the queue cannot be used, or several shards failed in a row.</exception>
    public static async Task<CatalogueSummary> RunQueueAsync(
        CataloguePlan plan,
        string connection,
        QueueOptions leasing,
        GenreClassifier classifier,
        RunOptions options,
        Action<CatalogueProgress>? report,
        CancellationToken cancellationToken)
    {
        string worker = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}");
        var queue = new ShardQueue(QueueDatabase.Open(connection), leasing, KeyOf(plan), worker);
        QueueSupply supply = await QueueSupply.OpenAsync(plan, queue, cancellationToken).ConfigureAwait(false);
        await using (supply.ConfigureAwait(false))
        {
            return await new CatalogueRun(plan, options, classifier, supply, report).RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // The same catalogue can be classified into several folders with one database.
    private static string KeyOf(CataloguePlan plan)
    {
        string text = string.Join('\n', Path.GetFullPath(plan.Request.Folder), plan.Manifest.ListingSha256, plan.Manifest.ShardSize, plan.Manifest.ModelSha256);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
