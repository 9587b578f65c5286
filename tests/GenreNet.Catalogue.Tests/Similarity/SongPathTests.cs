namespace GenreNet.Catalogue.Tests.Similarity;

/// <summary>A chain leads from one song to another in small steps.</summary>
public sealed class SongPathTests : IDisposable
{
    private readonly SongFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_a_circle_the_chain_takes_the_songs_at_equal_angles()
    {
        // One song per degree, in an order that does not help.
        int[] degrees = [.. Enumerable.Range(0, 91).Select(i => i * 37 % 91)];
        using EmbeddingIndex index = Circle(degrees);
        IReadOnlyList<ScoredSong> chain = SongPath.Find(index, Array.IndexOf(degrees, 0), Array.IndexOf(degrees, 90), 10);
        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], chain.Select(song => degrees[song.Song]));
        Assert.Equal(1, chain[0].Similarity);
        Assert.All(chain.Skip(1), song => Assert.Equal(Math.Cos(Math.PI / 18), song.Similarity, 1e-5));
    }

    [Fact]
    public void The_chain_has_the_smallest_sum_of_squared_angles()
    {
        // Each song is nearest to exactly one of the two waypoints, so every pair can be tried.
        float[][] songs = [[1, 0, 0], [0, 1, 0], [0.9f, 0.4f, 0.3f], [0.85f, 0.5f, -0.1f], [0.5f, 0.9f, 0.35f], [0.45f, 0.8f, -0.4f]];
        using var index = EmbeddingIndex.Open(_folder.Write(songs));
        (int A, int B) best = (from a in (int[])[2, 3] from b in (int[])[4, 5] orderby Cost(index, 0, a) + Cost(index, a, b) + Cost(index, b, 1) select (a, b)).First();
        Assert.Equal([0, best.A, best.B, 1], SongPath.Find(index, 0, 1, 4).Select(song => song.Song));
    }

    [Fact]
    public void No_song_is_used_twice_and_a_small_catalogue_gives_a_short_chain()
    {
        using EmbeddingIndex index = Circle([0, 30, 31, 90]);
        int[] chain = [.. SongPath.Find(index, 0, 3, 50).Select(song => song.Song)];
        Assert.Equal(chain.Distinct(), chain);
        Assert.Equal([0, 1, 2, 3], chain);
        Assert.Equal([0, 3], SongPath.Find(index, 0, 3, 2).Select(song => song.Song));
    }

    [Fact]
    public void Copies_of_the_ends_are_left_out()
    {
        using EmbeddingIndex index = Circle([0, 0, 45, 90, 90]);
        Assert.Equal([0, 2, 3], SongPath.Find(index, 0, 3, 5).Select(song => song.Song));
        Assert.Contains("sound the same", Assert.Throws<CatalogueException>(() => SongPath.Find(index, 0, 1, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("sound the same", Assert.Throws<CatalogueException>(() => SongPath.Find(index, 0, 0, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opposite_songs_are_joined()
    {
        using EmbeddingIndex index = Circle([0, 60, 180]);
        Assert.Equal([0, 1, 2], SongPath.Find(index, 0, 2, 3).Select(song => song.Song));
    }

    private static double Cost(EmbeddingIndex index, int a, int b)
    {
        double cosine = 0;
        for (int i = 0; i < index.Size; i++)
        {
            cosine += (double)index.Embedding(a)[i] * index.Embedding(b)[i];
        }

        return Math.Pow(Math.Acos(Math.Min(1, cosine)), 2);
    }

    private EmbeddingIndex Circle(int[] degrees) => EmbeddingIndex.Open(_folder.Write(
        Array.ConvertAll(degrees, degree => new[] { (float)Math.Cos(Math.PI * degree / 180), (float)Math.Sin(Math.PI * degree / 180) })));
}
