namespace GenreNet.Catalogue.Tests.Listing;

public sealed class TrackListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Shards_together_are_the_listing(int shardSize)
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => i switch { 4 => "", 5 => "line\nbreak", 9 => "", _ => new string('x', i * 9000) + i })];
        TrackListing listing = Open(names, shardSize);
        Assert.Equal(10, listing.Count);
        Assert.Equal((10 + shardSize - 1) / shardSize, listing.ShardCount);
        Assert.Equal(names, Enumerable.Range(0, listing.ShardCount).SelectMany(listing.Read));
        Assert.All(Enumerable.Range(0, listing.ShardCount - 1), shard => Assert.Equal(shardSize, listing.Read(shard).Length));
    }

    [Fact]
    public void An_empty_listing_has_no_shards()
    {
        TrackListing listing = Open([], 5);
        Assert.Equal((0L, 0), (listing.Count, listing.ShardCount));
    }

    [Fact]
    public void The_checksum_depends_on_names_and_order_but_not_on_signatures()
    {
        string one = Open(["a.wav", "https://host/b.wav?X-Amz-Signature=1"], 2).Sha256;
        Assert.Equal(one, Open(["a.wav", "https://host/b.wav?X-Amz-Signature=2"], 1).Sha256);
        Assert.NotEqual(one, Open(["https://host/b.wav?X-Amz-Signature=1", "a.wav"], 2).Sha256);
        Assert.NotEqual(one, Open(["a.wav", "https://host/c.wav?X-Amz-Signature=1"], 2).Sha256);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void An_external_sort_is_a_sort(int runLength)
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"{(char)random.Next('A', 'é')}/{random.Next(50)}\n\"{(i % 3 == 0 ? "😀" : "ﬀ")}")];
        Assert.Equal(names.Order(StringComparer.Ordinal), ExternalSort.Sort(names, runLength, Token));
    }

    [Fact]
    public void An_external_sort_of_nothing_is_empty() => Assert.Empty(ExternalSort.Sort([], 5, Token));

    private TrackListing Open(string[] names, int shardSize)
    {
        string path = _folder.File("listing.txt");
        TrackListing.Write(path, names, Token);
        return TrackListing.Open(path, shardSize, Token);
    }
}
