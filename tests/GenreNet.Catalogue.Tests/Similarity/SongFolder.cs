using GenreNet.Core.Numerics;

namespace GenreNet.Catalogue.Tests.Similarity;

/// <summary>A results folder with made-up embeddings.</summary>
internal sealed class SongFolder : IDisposable
{
    private const int SongsPerPart = 300;
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string Index => _folder.File(IndexFile.Name);

    /// <summary>Draws unit vectors around some directions, one direction after the other.</summary>
    public static float[][] Groups(int groups, int songs, int size, double spread, ulong seed)
    {
        var random = new SeededRandom(seed);
        float[][] centres = [.. Enumerable.Range(0, groups).Select(_ => Normal(random, size))];
        return [.. Enumerable.Range(0, songs).Select(i => Array.ConvertAll(centres[i % groups], value => value + (float)(spread * random.NextGaussian())))];
    }

    /// <summary>Draws a vector of normally distributed values.</summary>
    public static float[] Normal(SeededRandom random, int size) => [.. Enumerable.Range(0, size).Select(_ => (float)random.NextGaussian())];

    /// <summary>Writes songs <c>music/00000.wav</c>, and so on; a song without values has an error.</summary>
    public CatalogueResults Write(float[][] embeddings, Func<int, string>? genreOf = null, bool hasEmbeddings = true)
    {
        float[][][] parts = [.. embeddings.Chunk(SongsPerPart)];
        new CatalogueManifest
        {
            Source = "music",
            ListingSha256 = new string('0', 64),
            TrackCount = embeddings.Length,
            ShardSize = SongsPerPart,
            ShardCount = parts.Length,
            TopCount = 1,
            HasEmbeddings = hasEmbeddings,
            Model = "default",
            ModelSha256 = new string('1', 64),
        }.Save(Path);
        for (int part = 0; part < parts.Length; part++)
        {
            int first = part * SongsPerPart;
            PartFile.Write(
                ResultsFolder.PartOf(Path, part),
                parts[part].Select((embedding, i) => Row(first + i, embedding, genreOf?.Invoke(first + i) ?? "jazz")),
                hasEmbeddings);
        }

        return CatalogueResults.Open(Path);
    }

    public void Dispose() => _folder.Dispose();

    private static CatalogueRow Row(int number, float[] embedding, string genre)
    {
        var row = new CatalogueRow { Path = $"music/{number:00000}.wav", Model = "default", ModelSha256 = new string('1', 64) };
        return embedding.Length == 0
            ? row with { Error = "The file is empty." }
            : row with { Genre = genre, Confidence = 0.5f, DurationSeconds = number, Embedding = embedding };
    }
}
