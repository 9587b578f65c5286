using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary><c>compare</c> and <c>leakage</c>, as a user meets them.</summary>
public sealed class CompareCommandTests : IClassFixture<CompareCommandTests.Fixture>, IDisposable
{
    private readonly Fixture _fixture;
    private readonly TemporaryFolder _folder = new();

    public CompareCommandTests(Fixture fixture)
    {
        _fixture = fixture;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_prints_one_row_per_run()
    {
        CliRun run = CliRun.Of("compare", _fixture.Run("a"), _fixture.Run("b"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Pairs of runs on 12 common test tracks (", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Holm", run.Output, StringComparison.Ordinal);
        Assert.Contains("Holm", CliRun.Of("compare", _fixture.Run("a"), _fixture.Run("b"), _fixture.Run("c")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_same_content_and_is_reproducible()
    {
        CliRun run = CliRun.Of("compare", "--json", _fixture.Run("a"), _fixture.Run("b"), _fixture.Run("c"));
        Assert.Equal(0, run.ExitCode);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(3, json.GetProperty("pairs").GetArrayLength());
        JsonElement metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(_fixture.Run("b"), "metrics.json"))).RootElement;
        Assert.Equal(metrics.GetProperty("track_accuracy").GetDouble(), json.GetProperty("runs")[1].GetProperty("track_accuracy").GetDouble());
        Assert.Equal(metrics.GetProperty("calibration").GetProperty("error").GetDouble(), json.GetProperty("runs")[1].GetProperty("calibration_error").GetDouble());
        Assert.Equal(run.Output, CliRun.Of("compare", "--json", _fixture.Run("a"), _fixture.Run("b"), _fixture.Run("c")).Output);
    }

    [Theory]
    [InlineData("predictions.csv", null, "contains no predictions.csv")]
    [InlineData("metrics.json", null, "contains no metrics.json")]
    [InlineData("model.onnx", null, "contains no model.onnx")]
    [InlineData("metrics.json", "{\"subset\": 3}", "metrics.json is damaged")]
    [InlineData("metrics.json", "null", "metrics.json is damaged")]
    [InlineData("predictions.csv", "a,b\n", "line 1: the header must be")]
    [InlineData("predictions.csv", "track,part,segments,actual,predicted,confidence,blues,disco,rock\nx,test,1,rock,rock,1,0,0,1\n", "comes from another run")]
    [InlineData("model.onnx", "no model", "is not a GenreNet model")]
    public void A_damaged_run_is_reported_in_one_line(string file, string? content, string part)
    {
        string damaged = Path.Combine(_folder.Path, "damaged");
        Directory.CreateDirectory(damaged);
        foreach (string source in Directory.GetFiles(_fixture.Run("a")))
        {
            File.Copy(source, Path.Combine(damaged, Path.GetFileName(source)));
        }

        File.Delete(Path.Combine(damaged, file));
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(damaged, file), content);
        }

        Refused(1, part, "compare", _fixture.Run("a"), damaged);
    }

    [Fact]
    public void Wrong_usage_is_reported_in_one_line()
    {
        Refused(2, "requires at least two runs", "compare", _fixture.Run("a"));
        Refused(1, "is given twice", "compare", _fixture.Run("a"), _fixture.Run("a") + "/");
        Refused(1, "There is no folder", "compare", _fixture.Run("a"), "nowhere");
        Refused(2, "two (train and test tracks)", "leakage", _fixture.Cache, "--out", _folder.Path, "--split-files", "one.txt");
        Refused(1, "one.txt", "leakage", _fixture.Cache, "--out", _folder.Path, "--split-files", "one.txt", "two.txt");
    }

    [Fact]
    public void Leakage_reports_the_same_settings_with_and_without_a_leak()
    {
        (string train, string test) = (_folder.File("train.txt"), _folder.File("test.txt"));
        File.WriteAllLines(train, TestFeatures.Genres.SelectMany(genre => Enumerable.Range(0, 15).Select(i => $"{genre}/{i:D3}")));
        File.WriteAllLines(test, TestFeatures.Genres.SelectMany(genre => Enumerable.Range(15, 5).Select(i => $"{genre}/{i:D3}")));
        string[] arguments = ["--network", "dense-regularized", "--epochs", "1", "--threads", "1", "--seeds", "2"];
        CliRun run = CliRun.Of(["leakage", _fixture.Cache, "--out", _folder.File("x"), "--split-files", train, test, .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.File("x"), "leakage.json"))).RootElement;
        JsonElement[] splits = [.. json.GetProperty("splits").EnumerateArray()];
        Assert.Equal(["leaky-segments", "by-track", "published"], splits.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal([true, false, false], splits.Select(s => s.GetProperty("is_leaky").GetBoolean()));
        Assert.All(splits, s => Assert.Equal(2, s.GetProperty("segment_accuracies").GetArrayLength()));
        Assert.Equal(15, splits[2].GetProperty("test_tracks").GetInt32());
        double leak = splits[0].GetProperty("segment_accuracy").GetDouble() - splits[2].GetProperty("segment_accuracy").GetDouble();
        Assert.Equal(leak, json.GetProperty("inflation").GetDouble(), 1e-12);

        CliRun other = CliRun.Of(["leakage", _fixture.Cache, "--out", _folder.File("y"), "--json", .. arguments]);
        Assert.Contains("The split published is skipped: made-up is not GTZAN", other.Error, StringComparison.Ordinal);
        Assert.Equal("published", JsonDocument.Parse(other.Output).RootElement.GetProperty("omitted")[0].GetProperty("name").GetString());
    }

    private static void Refused(int exitCode, string part, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Three small runs on the same tracks.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Fixture()
        {
            Cache = _folder.File("data.npz");
            FeatureCache.Save(Cache, new PreparedFeatures(TestFeatures.Make(tracksPerGenre: 20, segmentsPerTrack: 2, contrast: 0.4), [], []));
            foreach ((string name, string epochs) in ((string, string)[])[("a", "1"), ("b", "2"), ("c", "3")])
            {
                Assert.Equal(0, CliRun.Of("train", Cache, "--network", "dense-regularized", "--epochs", epochs, "--threads", "1", "--out", Run(name)).ExitCode);
            }
        }

        public string Cache { get; }

        public string Run(string name) => Path.Combine(_folder.Path, name);

        public void Dispose() => _folder.Dispose();
    }
}
