namespace GenreNet.Catalogue;

/// <summary>Collects the rows of a shard, which several threads make in any order.</summary>
internal sealed class ShardWork
{
    // Below this, a server that fails a few times is not distinguished from one that is down.
    private const int FewTracks = 8;

    private readonly CatalogueRow?[] _rows;
    private int _missing;
    private int _transient;
    private string? _lastError;

    /// <summary>Creates the work of a shard.</summary>
    /// <param name="ticket">The shard.</param>
    /// <param name="names">The names of its tracks.</param>
    /// <param name="kept">Rows of an earlier run to keep, by index; null for none.</param>
    public ShardWork(ShardTicket ticket, string[] names, CatalogueRow[]? kept = null)
    {
        Ticket = ticket;
        Names = names;
        _rows = kept?.Length == names.Length ? [.. kept.Select(row => row.Error is null ? row : null)] : new CatalogueRow?[names.Length];
        _missing = _rows.Count(row => row is null);
    }

    public ShardTicket Ticket { get; }

    public string[] Names { get; }

    /// <summary>Gets the indices of the tracks that have no row yet, before the work starts.</summary>
    public IEnumerable<int> Missing => [.. Enumerable.Range(0, _rows.Length).Where(i => _rows[i] is null)];

    /// <summary>Gets the rows in the order of the catalogue, when all are present.</summary>
    public IEnumerable<CatalogueRow> Rows => _rows!;

    /// <summary>
    /// Gets why the shard must not be written: at least half of its tracks could not be downloaded for reasons that may pass. Null if it can be
    /// written.
    /// </summary>
    public string? Outage => _transient >= FewTracks && 2 * _transient >= _rows.Length
        ? $"{_transient} of {_rows.Length} tracks could not be downloaded. The last error: {_lastError}"
        : null;

    /// <summary>Adds a row.</summary>
    /// <returns>Whether it was the last one that was missing.</returns>
    public bool Add(int index, CatalogueRow row, bool isTransient)
    {
        _rows[index] = row;
        if (isTransient)
        {
            Interlocked.Increment(ref _transient);
            _lastError = row.Error;
        }

        return Interlocked.Decrement(ref _missing) == 0;
    }
}
