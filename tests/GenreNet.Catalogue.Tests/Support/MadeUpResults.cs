namespace GenreNet.Catalogue.Tests.Support;

/// <summary>Results of tracks that do not exist.</summary>
internal static class MadeUpResults
{
    public static readonly string ModelSha256 = new('1', 64);

    /// <summary>A classified track.</summary>
    public static CatalogueRow Track(string path, string genre, float confidence, double seconds = 3600, params float[] embedding) => new()
    {
        Path = path,
        Genre = genre,
        Confidence = confidence,
        TopGenres = [genre, "pop"],
        TopProbabilities = new[] { confidence, 1 - confidence },
        IsUnknown = genre == "unknown",
        DurationSeconds = seconds,
        MfccMeans = Enumerable.Range(0, 13).Select(i => i + confidence).ToArray(),
        Embedding = embedding,
        Model = "made-up",
        ModelSha256 = ModelSha256,
    };

    public static CatalogueRow Silent(string path) =>
        new() { Path = path, Genre = "unknown", Confidence = 0, IsUnknown = true, DurationSeconds = 1800, Warnings = ["The clip is silent."], Model = "made-up", ModelSha256 = ModelSha256 };

    public static CatalogueRow Failed(string path, string error) => new() { Path = path, Error = error, Model = "made-up", ModelSha256 = ModelSha256 };

    /// <summary>Writes rows into shards.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="missing">Shards that are left out.</param>
    public static CatalogueResults Write(string folder, IReadOnlyList<CatalogueRow> rows, params int[] missing)
    {
        const int ShardSize = 4;
        CatalogueRow[][] shards = [.. rows.Chunk(ShardSize)];
        new CatalogueManifest
        {
            Source = "music",
            ListingSha256 = new string('0', 64),
            TrackCount = rows.Count,
            ShardSize = ShardSize,
            ShardCount = shards.Length,
            TopCount = 2,
            HasEmbeddings = true,
            Model = "made-up",
            ModelSha256 = ModelSha256,
        }.Save(folder);
        foreach (int shard in Enumerable.Range(0, shards.Length).Except(missing))
        {
            PartFile.Write(ResultsFolder.PartOf(folder, shard), shards[shard], withEmbeddings: true);
        }

        return CatalogueResults.Open(folder);
    }
}
