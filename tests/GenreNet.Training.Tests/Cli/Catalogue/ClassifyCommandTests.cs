using GenreNet.Catalogue;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Training.Tests.Cli.Catalogue;

/// <summary>The command <c>classify</c> in this process.</summary>
public sealed class ClassifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Music => Path.Combine(_folder.Path, "music");

    private string Out => Path.Combine(_folder.Path, "out");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_folder_is_classified_and_resumed()
    {
        Clips.WriteCatalogue(Music, 6);
        CliRun run = CliRun.Of("classify", Music, "--out", Out, "--shard-size", "3", "--embeddings", "--top-k", "2", "--timings");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("8 tracks in 3 shards, model default.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Classified 8 tracks in 3 shards (2 tracks with errors)", run.Output, StringComparison.Ordinal);
        Assert.Contains($"All 3 shards with 8 tracks are finished. Results: {Out}.", run.Output, StringComparison.Ordinal);
        Assert.Contains("tracks per second and core; peak memory", run.Output, StringComparison.Ordinal);
        var results = CatalogueResults.Open(Out);
        CatalogueRow[] rows = [.. results.ReadRows()];
        Assert.Equal((8L, 2), (results.Count, rows.Count(row => row.Error is not null)));
        Assert.All(rows.Where(row => row.Error is null), row =>
        {
            Assert.Equal((2, 2, 13, "default", 64), (row.TopGenres.Count, row.TopProbabilities.Length, row.MfccMeans.Length, row.Model, row.ModelSha256.Length));
            Assert.NotEqual(0, row.Embedding.Length);
        });
        Assert.Contains("Classified 0 tracks in 0 shards", CliRun.Of("classify", Music, "--out", Out, "--shard-size", "3", "--embeddings", "--top-k", "2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_an_array_and_workers_of_a_queue_make_the_same_parts()
    {
        Clips.WriteCatalogue(Music, 9);
        string[] folders = [Out, Path.Combine(_folder.Path, "tasks"), Path.Combine(_folder.Path, "queue")];
        string[] common = ["--shard-size", "2", "--workers", "2"];
        Assert.Equal(0, CliRun.Of(["classify", Music, "--out", folders[0], .. common]).ExitCode);
        for (int task = 2; task >= 0; task--)
        {
            CliRun run = CliRun.Of(["classify", Music, "--out", folders[1], .. common, "--shard", $"{task}", "--of", "3"]);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains(task > 0 ? "of 6 shards are finished" : "All 6 shards", run.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, CliRun.Of(["classify", Music, "--out", folders[2], .. common, "--queue"]).ExitCode);
        Assert.True(File.Exists(Path.Combine(folders[2], "queue.db")));
        foreach (CataloguePart part in CatalogueResults.Open(folders[0]).Parts)
        {
            Assert.All(folders, folder => Assert.Equal(File.ReadAllBytes(part.Path), File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(part.Path)))));
        }
    }

    [Theory]
    [InlineData(1, "There is no folder or list", "missing")]
    [InlineData(2, "--queue assigns the shards", "music", "--queue", "q.db", "--shard", "1")]
    [InlineData(2, "--retry-errors cannot be combined with --queue", "music", "--retry-errors", "--queue")]
    [InlineData(2, "--shard must be a number from 0, not 'x'", "music", "--shard", "x")]
    [InlineData(2, "--shard-size must be a number from 1", "music", "--shard-size", "0")]
    [InlineData(2, "--endpoint must be an http or https URL", "s3://b/p", "--endpoint", "here")]
    [InlineData(1, "--of needs --shard", "music", "--of", "2")]
    [InlineData(1, "There is no file or installed model", "music", "--model", "absent")]
    public void A_wrong_argument_is_an_error(int exitCode, string reason, string source, params string[] options)
    {
        CliRun run = CliRun.Of(["classify", source.Contains(':') ? source : Path.Combine(_folder.Path, source), "--out", Out, .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_stopped_command_has_the_exit_code_of_an_interruption()
    {
        Clips.WriteCatalogue(Music, 3);
        CliRun run = CliRun.Of(new CancellationToken(canceled: true), "classify", Music, "--out", Out);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Run the same command again", run.Error, StringComparison.Ordinal);
    }
}
