using GenreNet.Catalogue.Tests.Support;
using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;
using GenreNet.Inference;

namespace GenreNet.Catalogue.Tests.Running;

/// <summary>The rows of a run.</summary>
public sealed class CatalogueRunTests(RunFixture fixture) : IClassFixture<RunFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Out => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_track_has_the_row_that_the_classifier_answers()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out, embeddings: true);
        CatalogueSummary summary = await fixture.RunAsync(plan);
        Assert.Equal((7, RunFixture.ClipCount + 2L, 2L), (summary.Shards, summary.Tracks, summary.Errors));
        CatalogueRow[] rows = RunFixture.Rows(Out);
        Assert.Equal(Directory.GetFiles(fixture.Music).Order(StringComparer.Ordinal), rows.Select(row => row.Path));
        foreach (CatalogueRow row in rows.Where(row => row.Error is null))
        {
            GenrePrediction expected = fixture.Classifier.Classify(row.Path, new ClassificationOptions { IncludeEmbedding = true, IncludeMfccMeans = true }, cancellationToken: Token);
            Assert.Equal((expected.Genre, (float)expected.Confidence, expected.IsUnknown), (row.Genre!, row.Confidence!.Value, row.IsUnknown!.Value));
            Assert.Equal(expected.Ranking.Take(3).Select(entry => entry.Genre), row.TopGenres);
            Assert.Equal(expected.Duration.TotalSeconds, row.DurationSeconds);
            Assert.Equal(expected.Warnings, row.Warnings);
            Assert.Equal(expected.Embedding.ToArray(), row.Embedding.ToArray());
            Assert.Equal(expected.MfccMeans.ToArray(), row.MfccMeans.ToArray());
            Assert.Equal(13, row.MfccMeans.Length);
        }
    }

    [Fact]
    public async Task The_parts_have_the_same_bytes_for_any_number_of_workers()
    {
        string[] folders = [Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "four")];
        await fixture.RunAsync(await RunFixture.PlanAsync(fixture.Music, folders[0]), new RunOptions { Workers = 1 });
        await fixture.RunAsync(await RunFixture.PlanAsync(fixture.Music, folders[1]), new RunOptions { Workers = 4 });
        foreach (string part in Directory.GetFiles(folders[0], "part-*"))
        {
            Assert.Equal(File.ReadAllBytes(part), File.ReadAllBytes(Path.Combine(folders[1], Path.GetFileName(part))));
        }
    }

    [Fact]
    public async Task Missing_empty_unreadable_and_repeated_tracks_have_one_row_each()
    {
        string list = _folder.File("list.csv");
        string clip = Path.Combine(fixture.Music, "001.wav");
        string[] names = [clip, "missing.wav", $"{fixture.Music}/empty.wav", $"{fixture.Music}/text.mp3", "", clip, fixture.Music, "http://[broken"];
        File.WriteAllLines(list, ["number,path", .. names.Select((name, i) => $"{i},{name}")]);
        await fixture.RunAsync(await RunFixture.PlanAsync(list, Out, shardSize: 3));
        CatalogueRow[] rows = RunFixture.Rows(Out);
        string?[] reasons = [null, "does not exist", "the file is empty", "not audio", "no path in this row", null, "this is a folder", "not a valid address"];
        Assert.Equal(reasons.Length, rows.Length);
        Assert.All(rows.Zip(reasons), pair =>
        {
            Assert.Equal(pair.Second is null, pair.First.Error is null);
            Assert.Contains(pair.Second ?? string.Empty, pair.First.Error ?? string.Empty, StringComparison.Ordinal);
            Assert.EndsWith(".", pair.First.Error ?? ".", StringComparison.Ordinal);
        });
        Assert.Equal(rows[0], rows[5]);
        Assert.Equal("missing.wav", rows[1].Path);
    }

    [Fact]
    public async Task A_finished_shard_is_skipped_and_a_missing_one_is_made()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out);
        await fixture.RunAsync(plan);
        CatalogueRow[] expected = RunFixture.Rows(Out);
        string kept = ResultsFolder.PartOf(Out, 0);
        DateTime time = File.GetLastWriteTimeUtc(kept);
        File.Delete(ResultsFolder.PartOf(Out, 2));
        List<CatalogueProgress> reports = [];
        CatalogueSummary summary = await fixture.RunAsync(plan, report: reports.Add);
        Assert.Equal((1, 5L), (summary.Shards, summary.Tracks));
        Assert.Equal(time, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(expected, RunFixture.Rows(Out));
        Assert.Equal((28L, 32L), (reports[0].Done, reports[0].Total));
        Assert.Equal(32, reports[^1].Done);
    }

    [Fact]
    public async Task Only_tracks_with_errors_are_classified_again_on_request()
    {
        string list = _folder.File("list.txt");
        string late = _folder.File("late.wav");
        File.WriteAllText(list, $"{fixture.Music}/000.wav\nlate.wav\n{fixture.Music}/empty.wav\n");
        CataloguePlan plan = await RunFixture.PlanAsync(list, Out);
        await fixture.RunAsync(plan);
        Clips.Write(late, 5);
        CatalogueSummary summary = await fixture.RunAsync(plan, new RunOptions { RetriesErrors = true });
        Assert.Equal((1, 2L, 1L), (summary.Shards, summary.Tracks, summary.Errors));
        Assert.Equal([false, false, true], RunFixture.Rows(Out).Select(row => row.Error is not null));
    }

    [Fact]
    public async Task A_stopped_run_leaves_complete_parts_only_and_the_next_one_finishes()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.RunAsync(
            plan, report: progress => { if (progress.Done == 12) { stop.Cancel(); } }, cancellationToken: stop.Token));
        Assert.InRange(ResultsFolder.Parts(Out).Count, 0, 6);
        Assert.DoesNotContain(Directory.GetFiles(Out), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        await fixture.RunAsync(plan);
        string other = Path.Combine(_folder.Path, "other");
        await fixture.RunAsync(await RunFixture.PlanAsync(fixture.Music, other));
        Assert.Equal(RunFixture.Rows(other), RunFixture.Rows(Out));
    }

    [Fact]
    public async Task A_part_that_cannot_be_written_stops_the_run()
    {
        CataloguePlan plan = await RunFixture.PlanAsync(fixture.Music, Out);
        Directory.CreateDirectory(ResultsFolder.PartOf(Out, 3));
        GenreNetException problem = await Assert.ThrowsAnyAsync<GenreNetException>(() => fixture.RunAsync(plan));
        Assert.Contains("part-00003.parquet cannot be written", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracks_of_a_web_server_and_of_an_object_store_have_the_same_rows_as_files()
    {
        using var objects = new ObjectServer();
        using var credentials = new FakeCredentials();
        string[] clips = [.. Directory.GetFiles(fixture.Music).Order(StringComparer.Ordinal).Take(8)];
        Array.ForEach(clips, clip => objects.Objects[$"in/{Path.GetFileName(clip)}"] = File.ReadAllBytes(clip));
        var reading = new SourceOptions { Objects = new() { Endpoint = objects.Address } };
        await fixture.RunAsync(await RunFixture.PlanAsync("s3://music/in/", Out, reading: reading));
        using var web = new FaultyServer(request => ServerReply.File(request, File.ReadAllBytes(Path.Combine(fixture.Music, Path.GetFileName(request.Path.Split('?')[0])))));
        string list = _folder.File("list.txt");
        File.WriteAllLines(list, clips.Select(clip => $"{web.Url("/x/" + Path.GetFileName(clip))}?Signature=1"));
        string other = Path.Combine(_folder.Path, "web");
        await fixture.RunAsync(await RunFixture.PlanAsync(list, other));
        string files = Path.Combine(_folder.Path, "files.txt");
        File.WriteAllLines(files, clips);
        await fixture.RunAsync(await RunFixture.PlanAsync(files, Path.Combine(_folder.Path, "local")));
        CatalogueRow[] expected = RunFixture.Rows(Path.Combine(_folder.Path, "local"));
        Assert.Equal(expected, RunFixture.Rows(Out).Zip(clips, Renamed));
        Assert.Equal(expected, RunFixture.Rows(other).Zip(clips, Renamed));
        Assert.All(RunFixture.Rows(other), row => Assert.DoesNotContain("Signature", row.Path, StringComparison.Ordinal));
    }

    // Warnings contain the name.
    private static CatalogueRow Renamed(CatalogueRow row, string name) =>
        row with { Path = name, Warnings = [.. row.Warnings.Select(warning => warning.Replace(row.Path, name, StringComparison.Ordinal))] };

    [Fact]
    public async Task A_shard_of_a_server_that_is_down_is_not_written()
    {
        using var web = new FaultyServer(_ => new ServerReply { Status = 503 });
        string list = _folder.File("list.txt");
        File.WriteAllLines(list, Enumerable.Range(0, 40).Select(i => web.Url($"/{i}.wav").ToString()));
        CataloguePlan plan = await RunFixture.PlanAsync(list, Out, shardSize: 20);
        var options = new RunOptions { Fetch = new FetchOptions { Transfer = new DownloadOptions { RetryCount = 0 } } };
        CatalogueSummary summary = await fixture.RunAsync(plan, options);
        Assert.Equal((0, 0L), (summary.Shards, summary.Tracks));
        Assert.Equal([0, 1], summary.Failed.Select(shard => shard.Shard).Order());
        Assert.Contains("20 of 20 tracks could not be downloaded", summary.Failed[0].Error, StringComparison.Ordinal);
        Assert.Empty(ResultsFolder.Parts(Out));
    }

    [Fact]
    public async Task A_run_whose_shards_all_fail_stops()
    {
        using var web = new FaultyServer(_ => new ServerReply { Status = 503 });
        string list = _folder.File("list.txt");
        File.WriteAllLines(list, Enumerable.Range(0, 100).Select(i => web.Url($"/{i}.wav").ToString()));
        CataloguePlan plan = await RunFixture.PlanAsync(list, Out, shardSize: 10);
        var options = new RunOptions { Workers = 1, Fetch = new FetchOptions { Transfer = new DownloadOptions { RetryCount = 0 } } };
        CatalogueException problem = await Assert.ThrowsAsync<CatalogueException>(() => fixture.RunAsync(plan, options));
        Assert.Contains("3 shards failed in a row", problem.Message, StringComparison.Ordinal);
    }
}
