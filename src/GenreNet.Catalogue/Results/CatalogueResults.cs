namespace GenreNet.Catalogue;

/// <summary>Reads the results of a catalogue: the parts of a results folder, in the order of the catalogue.</summary>
/// <remarks>Thread-safe. Parts that are finished after <see cref="Open"/> are not seen.</remarks>
/// <example>
/// <code>
/// CatalogueResults results = CatalogueResults.Open("results");
/// foreach (CatalogueRow row in results.ReadRows(CatalogueColumns.Path | CatalogueColumns.Genre))
/// {
///     Console.WriteLine($"{row.Path}: {row.Genre}");
/// }
/// </code>
/// </example>
public sealed class CatalogueResults
{
    private readonly Lazy<long> _count;

    private CatalogueResults(string folder, CatalogueManifest manifest, IReadOnlyList<CataloguePart> parts)
    {
        Folder = folder;
        Manifest = manifest;
        Parts = parts;
        _count = new Lazy<long>(() => parts.Sum(part => PartFile.CountRows(part.Path)));
    }

    /// <summary>Gets the results folder.</summary>
    public string Folder { get; }

    /// <summary>Gets the description of the catalogue.</summary>
    public CatalogueManifest Manifest { get; }

    /// <summary>Gets the finished parts in the order of the catalogue.</summary>
    public IReadOnlyList<CataloguePart> Parts { get; }

    /// <summary>Gets the number of rows of the finished parts. The first access reads the footer of every part.</summary>
    /// <exception cref="CatalogueException">A part cannot be read.</exception>
    public long Count => _count.Value;

    /// <summary>Gets whether all shards are finished.</summary>
    public bool IsComplete => Parts.Count == Manifest.ShardCount;

    /// <summary>Gets the indices of the shards that are not finished.</summary>
    public IEnumerable<int> MissingShards => Enumerable.Range(0, Manifest.ShardCount).Except(Parts.Select(part => part.Shard));

    /// <summary>Opens a results folder.</summary>
    /// <param name="folder">The folder that 'genrenet classify' writes to.</param>
    /// <exception cref="CatalogueException">The folder does not exist or has no results.</exception>
    public static CatalogueResults Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new CatalogueException($"The results folder {folder} does not exist: specify the --out folder of 'genrenet classify'.");
        }

        var manifest = CatalogueManifest.Load(folder);
        return new CatalogueResults(folder, manifest, ResultsFolder.Parts(folder));
    }

    /// <summary>Reads the rows of all parts, one row group at a time.</summary>
    /// <param name="columns">The columns to read. Other columns are not decompressed.</param>
    /// <exception cref="CatalogueException">A part cannot be read.</exception>
    public IEnumerable<CatalogueRow> ReadRows(CatalogueColumns columns = CatalogueColumns.All) =>
        Parts.SelectMany(part => PartFile.Read(part.Path, columns));

    /// <summary>Reads the embeddings of all tracks that have one, one row group at a time.</summary>
    /// <returns>The index of the row, from 0, its path and its embedding.</returns>
    /// <exception cref="CatalogueException">The results have no embeddings, or a part cannot be read.</exception>
    public IEnumerable<CatalogueEmbedding> ReadEmbeddings()
    {
        RequireEmbeddings();
        return ReadRows(CatalogueColumns.Path | CatalogueColumns.Embedding).Index()
            .Where(entry => !entry.Item.Embedding.IsEmpty)
            .Select(entry => new CatalogueEmbedding(entry.Index, entry.Item.Path, entry.Item.Embedding));
    }

    /// <summary>Reads the rows that have an embedding, with what describes a song.</summary>
    /// <exception cref="CatalogueException">The results have no embeddings, or a part cannot be read.</exception>
    internal IEnumerable<CatalogueRow> ReadEmbeddedRows()
    {
        RequireEmbeddings();
        const CatalogueColumns Columns =
            CatalogueColumns.Path | CatalogueColumns.Genre | CatalogueColumns.Confidence | CatalogueColumns.Duration | CatalogueColumns.Embedding;
        return ReadRows(Columns).Where(row => !row.Embedding.IsEmpty);
    }

    private void RequireEmbeddings()
    {
        if (!Manifest.HasEmbeddings)
        {
            throw new CatalogueException($"The results in {Folder} have no embeddings: run 'genrenet classify' with --embeddings and another --out folder.");
        }
    }
}

/// <summary>Represents the embedding of a track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Row">Index of the row among all rows, from 0.</param>
/// <param name="Path">The path of the track.</param>
/// <param name="Embedding">The embedding.</param>
public sealed record CatalogueEmbedding(long Row, string Path, ReadOnlyMemory<float> Embedding);
