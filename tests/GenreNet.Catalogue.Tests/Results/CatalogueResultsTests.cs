using GenreNet.Catalogue.Tests.Parts;

namespace GenreNet.Catalogue.Tests.Results;

/// <summary>A results folder is read in the order of the catalogue.</summary>
public sealed class CatalogueResultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parts_are_read_in_the_order_of_their_numbers()
    {
        Manifest(shards: 100_001).Save(_folder.Path);
        foreach (int shard in (int[])[100_000, 3, 99_999, 0])
        {
            PartFile.Write(ResultsFolder.PartOf(_folder.Path, shard), [PartFileTests.Classified(shard), PartFileTests.Failed(shard)], withEmbeddings: true);
        }

        File.WriteAllText(_folder.File("part-00004.parquet.genrenet-1-x.tmp"), "not a part");
        var results = CatalogueResults.Open(_folder.Path);
        int[] order = [0, 3, 99_999, 100_000];
        Assert.Equal(order, results.Parts.Select(part => part.Shard));
        Assert.Equal(8, results.Count);
        Assert.False(results.IsComplete);
        Assert.Equal([1, 2, 4], results.MissingShards.Take(3));
        Assert.Equal(order.SelectMany(shard => new[] { PartFileTests.Classified(shard), PartFileTests.Failed(shard) }), results.ReadRows());
        Assert.Equal(
            order.Select((shard, i) => (2L * i, PartFileTests.Classified(shard).Path)),
            results.ReadEmbeddings().Select(entry => (entry.Row, entry.Path)));
    }

    [Fact]
    public void The_manifest_reads_back_unchanged()
    {
        CatalogueManifest manifest = Manifest(shards: 3);
        manifest.Save(_folder.Path);
        Assert.Equal(manifest, CatalogueManifest.Load(_folder.Path));
    }

    [Fact]
    public void A_folder_without_results_is_an_error()
    {
        Assert.Contains("has no catalogue.json", Assert.Throws<CatalogueException>(() => CatalogueResults.Open(_folder.Path)).Message, StringComparison.Ordinal);
        string missing = Path.Combine(_folder.Path, "missing");
        Assert.Contains("does not exist", Assert.Throws<CatalogueException>(() => CatalogueResults.Open(missing)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void A_damaged_manifest_is_an_error(string text)
    {
        File.WriteAllText(_folder.File("catalogue.json"), text);
        Assert.Contains("catalogue.json", Assert.Throws<CatalogueException>(() => CatalogueManifest.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_of_a_newer_version_is_an_error()
    {
        (Manifest(shards: 1) with { FormatVersion = 99 }).Save(_folder.Path);
        Assert.Contains("has the format 99", Assert.Throws<CatalogueException>(() => CatalogueManifest.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embeddings_of_results_without_them_are_an_error()
    {
        (Manifest(shards: 1) with { HasEmbeddings = false }).Save(_folder.Path);
        var results = CatalogueResults.Open(_folder.Path);
        Assert.Contains("--embeddings", Assert.Throws<CatalogueException>(results.ReadEmbeddings).Message, StringComparison.Ordinal);
    }

    private static CatalogueManifest Manifest(int shards) => new()
    {
        Source = "music",
        ListingSha256 = new string('b', 64),
        TrackCount = 2 * shards,
        ShardSize = 2,
        ShardCount = shards,
        TopCount = 3,
        HasEmbeddings = true,
        Model = "default",
        ModelSha256 = new string('a', 64),
    };
}
