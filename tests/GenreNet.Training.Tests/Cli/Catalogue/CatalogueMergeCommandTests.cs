using GenreNet.Catalogue;

namespace GenreNet.Training.Tests.Cli.Catalogue;

/// <summary>The command <c>catalogue merge</c>.</summary>
public sealed class CatalogueMergeCommandTests : IDisposable
{
    private const int ShardSize = 3;

    private readonly TemporaryFolder _folder = new();

    private string Results => Path.Combine(_folder.Path, "results");

    private string Merged => Path.Combine(_folder.Path, "merged", "all.parquet");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_parts_are_written_to_one_file_in_order(bool hasEmbeddings)
    {
        WriteResults(tracks: 32, hasEmbeddings);
        CliRun run = CliRun.Of("catalogue", "merge", Results, "--out", Merged);
        Assert.Equal((0, "", $"Wrote 32 rows to {Merged}.\n"), (run.ExitCode, run.Error, run.Output));
        CatalogueRow[] rows = [.. PartFile.Read(Merged)];
        Assert.Equal(Enumerable.Range(0, 32).Select(number => Row(number, hasEmbeddings)), rows);
        Assert.Equal([Path.GetFileName(Merged)], Directory.GetFiles(Path.GetDirectoryName(Merged)!).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void Missing_parts_are_named_unless_they_are_left_out()
    {
        WriteResults(tracks: 32, hasEmbeddings: true, 0, 2, 3, 4, 5, 6, 8);
        CliRun refused = CliRun.Of("catalogue", "merge", Results, "--out", Merged);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            "part-00000.parquet, part-00002.parquet, part-00003.parquet, part-00004.parquet, part-00005.parquet and 2 more (7 of 11 parts)", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Merged));
        CliRun run = CliRun.Of("catalogue", "merge", Results, "--out", Merged, "--partial");
        Assert.Equal((0, $"Wrote 11 rows to {Merged}. Left out: 7 of 11 shards.\n"), (run.ExitCode, run.Output));
        Assert.Equal(["3", "4", "5", "21", "22", "23", "27", "28", "29", "30", "31"], PartFile.Read(Merged, CatalogueColumns.Path).Select(row => row.Path));
    }

    [Fact]
    public void A_part_with_a_wrong_number_of_rows_is_an_error_and_an_existing_file_stays()
    {
        WriteResults(tracks: 9, hasEmbeddings: true);
        Assert.Equal(0, CliRun.Of("catalogue", "merge", Results, "--out", Merged).ExitCode);
        byte[] before = File.ReadAllBytes(Merged);
        PartFile.Write(Path.Combine(Results, "part-00001.parquet"), [Row(3, hasEmbeddings: true)], withEmbeddings: true);
        CliRun run = CliRun.Of("catalogue", "merge", Results, "--out", Merged);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("part-00001.parquet has 1 row, and its shard has 3 tracks", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Merged));
    }

    [Fact]
    public void A_merged_file_beside_the_parts_is_not_a_part()
    {
        WriteResults(tracks: 6, hasEmbeddings: true);
        string file = Path.Combine(Results, "all.parquet");
        Assert.Equal(0, CliRun.Of("catalogue", "merge", Results, "--out", file).ExitCode);
        Assert.Equal(0, CliRun.Of("catalogue", "merge", Results, "--out", file).ExitCode);
        Assert.Equal(6, PartFile.CountRows(file));
    }

    [Theory]
    [InlineData(1, "is the name of a part of the results", "results", "results/part-00009.parquet")]
    [InlineData(1, "does not exist: specify the --out folder", "absent", "all.parquet")]
    [InlineData(2, "--out is a folder or a .parquet file, not", "results", "all.csv")]
    public void A_wrong_argument_is_an_error(int exitCode, string reason, string results, string file)
    {
        WriteResults(tracks: 6, hasEmbeddings: true);
        CliRun run = CliRun.Of("catalogue", "merge", Path.Combine(_folder.Path, results), "--out", Path.Combine(_folder.Path, file));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_merge_writes_no_file()
    {
        WriteResults(tracks: 6, hasEmbeddings: true);
        Assert.Equal(130, CliRun.Of(new CancellationToken(canceled: true), "catalogue", "merge", Results, "--out", Merged).ExitCode);
        Assert.False(File.Exists(Merged));
    }

    private void WriteResults(int tracks, bool hasEmbeddings, params int[] missing)
    {
        Directory.CreateDirectory(Results);
        int shards = (tracks + ShardSize - 1) / ShardSize;
        new CatalogueManifest
        {
            Source = "music",
            ListingSha256 = new string('b', 64),
            TrackCount = tracks,
            ShardSize = ShardSize,
            ShardCount = shards,
            TopCount = 2,
            HasEmbeddings = hasEmbeddings,
            Model = "default",
            ModelSha256 = new string('a', 64),
        }.Save(Results);
        foreach (int shard in Enumerable.Range(0, shards).Except(missing))
        {
            IEnumerable<CatalogueRow> rows = Enumerable.Range(0, tracks).Skip(shard * ShardSize).Take(ShardSize).Select(number => Row(number, hasEmbeddings));
            PartFile.Write(Path.Combine(Results, $"part-{shard:00000}.parquet"), rows, hasEmbeddings);
        }
    }

    private static CatalogueRow Row(int number, bool hasEmbeddings) => number % 5 == 0
        ? new CatalogueRow { Path = $"{number}", Model = "default", ModelSha256 = new string('a', 64), Error = "The file is empty." }
        : new CatalogueRow
        {
            Path = $"{number}",
            Genre = "jazz",
            Confidence = 0.5f,
            TopGenres = ["jazz", "blues"],
            TopProbabilities = new[] { 0.5f, 0.25f },
            IsUnknown = false,
            DurationSeconds = number,
            MfccMeans = new float[13],
            Embedding = hasEmbeddings ? new[] { number, 1f } : default(ReadOnlyMemory<float>),
            Model = "default",
            ModelSha256 = new string('a', 64),
        };
}
