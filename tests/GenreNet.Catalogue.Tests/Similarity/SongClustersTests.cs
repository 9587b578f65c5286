namespace GenreNet.Catalogue.Tests.Similarity;

/// <summary>Groups contain the songs that sound alike.</summary>
public sealed class SongClustersTests : IDisposable
{
    private readonly SongFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Well_separated_groups_are_found_and_named_by_their_genres()
    {
        string[] genres = ["rock", "jazz", "blues", "disco"];
        float[][] songs = SongFolder.Groups(groups: 4, songs: 4100, size: 16, spread: 0.1, seed: 3);
        using var index = EmbeddingIndex.Open(_folder.Write(songs, song => genres[song % 4]));
        IReadOnlyList<SongCluster> groups = SongClusters.Find(index, 4, songsPerGroup: 2000, seed: 0);
        Assert.Equal(4, groups.Count);
        Assert.All(groups, group =>
        {
            Assert.Equal(1025, group.Size);
            Assert.Equal(1025, group.Songs.Count);
            Assert.Single(group.Songs.Select(song => song.Song % 4).Distinct());
            Assert.Equal((genres[group.Songs[0].Song % 4], 1.0), Assert.Single(group.GenreShares));
            Assert.Equal(group.Songs.Select(song => song.Similarity).OrderDescending(), group.Songs.Select(song => song.Similarity));
        });
        Assert.Equal(genres.Order(StringComparer.Ordinal), groups.Select(group => group.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_groups()
    {
        float[][] songs = SongFolder.Groups(groups: 5, songs: 3000, size: 8, spread: 0.8, seed: 4);
        using var index = EmbeddingIndex.Open(_folder.Write(songs));
        IReadOnlyList<SongCluster> first = SongClusters.Find(index, 7, 20, seed: 11);
        IReadOnlyList<SongCluster> second = SongClusters.Find(index, 7, 20, seed: 11);
        Assert.Equal(first.Select(group => group.Size), second.Select(group => group.Size));
        Assert.Equal(first.SelectMany(group => group.Songs), second.SelectMany(group => group.Songs));
        Assert.Equal(3000, first.Sum(group => group.Size));
        Assert.All(first, group => Assert.Equal(Math.Min(20, group.Size), group.Songs.Count));
    }

    [Fact]
    public void A_second_genre_is_part_of_the_name_if_it_is_frequent()
    {
        Assert.Equal("jazz and blues", new SongCluster(4, [], [("jazz", 0.7), ("blues", 0.25), ("rock", 0.05)]).Name);
        Assert.Equal("jazz", new SongCluster(4, [], [("jazz", 0.8), ("blues", 0.2)]).Name);
    }

    [Fact]
    public void Equal_songs_need_fewer_groups()
    {
        using var index = EmbeddingIndex.Open(_folder.Write([.. Enumerable.Range(0, 10).Select(_ => new float[] { 1, 2 })]));
        SongCluster group = Assert.Single(SongClusters.Find(index, 3, 5, seed: 0));
        Assert.Equal((10, 5), (group.Size, group.Songs.Count));
        Assert.Contains("10 with an embedding", Assert.Throws<CatalogueException>(() => SongClusters.Find(index, 11, 5, seed: 0)).Message, StringComparison.Ordinal);
    }
}
