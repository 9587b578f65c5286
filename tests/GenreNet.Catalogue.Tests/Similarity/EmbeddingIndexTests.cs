using GenreNet.Core.Numerics;

namespace GenreNet.Catalogue.Tests.Similarity;

/// <summary>The search is exact, and its index belongs to the parts.</summary>
public sealed class EmbeddingIndexTests : IDisposable
{
    private readonly SongFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_search_ranks_the_songs_as_a_plain_loop_does()
    {
        var random = new SeededRandom(1);
        float[][] songs = [.. Enumerable.Range(0, 5000).Select(_ => SongFolder.Normal(random, 24))];
        using var index = EmbeddingIndex.Open(_folder.Write(songs));
        Assert.Equal((5000, 24), (index.Count, index.Size));
        float[][] queries = [SongFolder.Normal(random, 24), SongFolder.Normal(random, 24)];
        IReadOnlyList<IReadOnlyList<ScoredSong>> found = index.Search(queries, 50, new HashSet<int> { 7, 8 });
        for (int i = 0; i < queries.Length; i++)
        {
            var expected = songs.Select((song, number) => (Number: number, Similarity: Cosine(queries[i], song))).Where(song => song.Number is not (7 or 8))
                .OrderByDescending(song => song.Similarity).Take(50).ToList();
            Assert.Equal(expected.Select(song => song.Number), found[i].Select(song => song.Song));
            Assert.All(expected.Zip(found[i]), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, 1e-5));
            Assert.Equal(found[i], index.Search(queries[i], 50, new HashSet<int> { 7, 8 }));
        }
    }

    [Fact]
    public void Equally_similar_songs_are_in_the_order_of_the_catalogue()
    {
        float[][] songs = [.. Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? new float[] { 1, 0 } : [0, 2])];
        using var index = EmbeddingIndex.Open(_folder.Write(songs));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => new ScoredSong((2 * i) + 1, 1)), index.Search([0, 5], 40));
    }

    [Fact]
    public void Songs_without_an_embedding_or_without_a_direction_are_not_indexed()
    {
        using var index = EmbeddingIndex.Open(_folder.Write([[3, 4], [], [0, 0], [1, 0]]));
        Assert.Equal(2, index.Count);
        Assert.Equal(new IndexedSong("music/00000.wav", "jazz", 0.5f, 0), index.Song(0));
        Assert.Equal(new IndexedSong("music/00003.wav", "jazz", 0.5f, 3), index.Song(1));
        Assert.Equal([0.6f, 0.8f], index.Embedding(0).ToArray());
    }

    [Fact]
    public void The_index_is_written_once_and_again_when_parts_change()
    {
        EmbeddingIndex.Open(_folder.Write([[1, 0], [0, 1]])).Dispose();
        DateTime written = File.GetLastWriteTimeUtc(_folder.Index);
        EmbeddingIndex.Open(CatalogueResults.Open(_folder.Path)).Dispose();
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.Index));
        using var index = EmbeddingIndex.Open(_folder.Write([[1, 0], [0, 1], [1, 1]]));
        Assert.Equal(3, index.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(63)]
    [InlineData(70)]
    public void A_damaged_index_is_written_again(int length)
    {
        CatalogueResults results = _folder.Write([[1, 0], [0, 1]]);
        EmbeddingIndex.Open(results).Dispose();
        byte[] file = File.ReadAllBytes(_folder.Index);
        File.WriteAllBytes(_folder.Index, file[..length]);
        using var index = EmbeddingIndex.Open(results);
        Assert.Equal(2, index.Count);
        Assert.Equal(file, File.ReadAllBytes(_folder.Index));
    }

    [Fact]
    public void A_song_is_found_by_its_path_or_the_end_of_it()
    {
        using var index = EmbeddingIndex.Open(_folder.Write([[1, 0], [0, 1]]));
        Assert.Equal(1, index.Find("music/00001.wav"));
        Assert.Equal(1, index.Find("./music/00001.wav"));
        Assert.Equal(1, index.Find(Path.GetFullPath("music/00001.wav")));
        Assert.Equal(1, index.Find("00001.wav"));
        Assert.Equal(-1, index.Find("1.wav"));
        Assert.Equal(-1, index.Find("music"));
    }

    [Fact]
    public void A_query_of_another_model_is_refused()
    {
        using var index = EmbeddingIndex.Open(_folder.Write([[1, 0], [0, 1]]));
        Assert.Contains("has 3 values, but those of the catalogue have 2", Assert.Throws<ArgumentException>(() => index.Search([1, 2, 3], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("no direction", Assert.Throws<ArgumentException>(() => index.Search([0, 0], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_without_embeddings_say_how_to_get_them()
    {
        CatalogueResults results = _folder.Write([[1, 0]], hasEmbeddings: false);
        Assert.Contains("with --embeddings", Assert.Throws<CatalogueException>(() => EmbeddingIndex.Open(results)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Index));
    }

    [Fact]
    public void Embeddings_of_different_models_are_refused()
    {
        CatalogueResults results = _folder.Write([[1, 0], [1, 0, 0]]);
        Assert.Contains("have 2 and 3 values", Assert.Throws<CatalogueException>(() => EmbeddingIndex.Open(results)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    private static double Cosine(float[] a, float[] b)
    {
        double product = 0, first = 0, second = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            first += (double)a[i] * a[i];
            second += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(first * second);
    }
}
