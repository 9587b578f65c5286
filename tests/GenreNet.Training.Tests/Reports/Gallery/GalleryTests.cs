using System.Text.Json;
using System.Xml.Linq;
using GenreNet.Core.Datasets;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Reports.Gallery;

/// <summary>A folder of small runs, and what <c>runs</c> makes of it.</summary>
public sealed class GalleryTests : IClassFixture<GalleryTests.Fixture>, IDisposable
{
    // Characters that mean something in HTML, in a URL and in JSON.
    private const string Odd = "a & 'b' #1%20";

    private readonly TemporaryFolder _folder = new();
    private readonly string _runs;

    public GalleryTests(Fixture fixture)
    {
        _runs = Path.Combine(_folder.Path, "runs");
        Copy(fixture.Run("slow"), Path.Combine(_runs, "slow"));
        Copy(fixture.Run("fast"), Path.Combine(_runs, "group", Odd));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_lists_runs_at_all_levels_with_links_curves_and_intervals()
    {
        CliRun run = CliRun.Of("runs", _runs);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Wrote the page of 2 runs to", run.Output, StringComparison.Ordinal);
        XElement body = Page();
        string[][] table = PageText.Table(body, "Runs");
        string[] expected = [$"group/{Odd}", "slow"];
        Assert.Equal(expected, table.Skip(1).Select(row => row[0]).Order());
        int tracks = Array.IndexOf(table[0], "accuracy by track");
        string metrics = File.ReadAllText(Path.Combine(_runs, "slow", "metrics.json"));
        JsonElement json = JsonDocument.Parse(metrics).RootElement;
        string[] slow = table.Single(row => row[0] == "slow");
        Assert.Equal(RunTables.Percent(json.GetProperty("track_accuracy").GetDouble()), slow[tracks]);
        Assert.StartsWith(RunTables.Percent(json.GetProperty("track_interval").GetProperty("low").GetDouble()), slow[tracks + 1], StringComparison.Ordinal);
        XElement[] links = [.. body.Descendants("a")];
        Assert.Equal(2, links.Length);
        Assert.All(links, a => Assert.True(File.Exists(Path.Combine(_runs, Uri.UnescapeDataString((string)a.Attribute("href")!))), (string)a.Attribute("href")!));
        // Two curves of accuracy and two of loss.
        Assert.Equal(4, body.Descendants("div").Count(d => (string?)d.Attribute("class") == "spark"));
    }

    [Fact]
    public void Only_settings_that_differ_have_a_column()
    {
        CliRun.Of("runs", _runs);
        string[] header = PageText.Table(Page(), "Runs")[0];
        Assert.Contains("learning rate", header);
        Assert.DoesNotContain("seed", header);
    }

    [Fact]
    public void Unfinished_runs_have_their_state()
    {
        string running = Path.Combine(_runs, "now", "progress.json");
        Progress(RunState.Running).Save(running);
        Progress(RunState.Failed).Save(Path.Combine(_runs, "failed", "progress.json"));
        string killed = Path.Combine(_runs, "killed", "progress.json");
        Progress(RunState.Running).Save(killed);
        File.SetLastWriteTimeUtc(killed, DateTime.UtcNow.AddMinutes(-1));
        CliRun run = CliRun.Of("runs", _runs, "--json", "--out", _folder.File("page.html"));
        Dictionary<string, string?> states = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToDictionary(r => r.GetProperty("run").GetString()!, r => r.GetProperty("state").GetString());
        Assert.Equal(("running", "failed", "stalled", "finished"), (states["now"], states["failed"], states["killed"], states["slow"]));
        Assert.False(File.Exists(Path.Combine(_runs, "index.html")));
    }

    [Fact]
    public void A_damaged_run_is_reported_and_the_others_are_listed()
    {
        File.WriteAllText(Path.Combine(_runs, "slow", "metrics.json"), "{");
        CliRun run = CliRun.Of("runs", _runs);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: slow: ", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Page().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_on_different_tracks_are_not_compared()
    {
        CliRun.Of("runs", _runs);
        Assert.DoesNotContain("not comparable", Page().Value, StringComparison.Ordinal);
        string predictions = Path.Combine(_runs, "slow", "predictions.csv");
        File.WriteAllText(predictions, File.ReadAllText(predictions).Replace("/0", "/9", StringComparison.Ordinal));
        CliRun.Of("runs", _runs);
        Assert.Contains("The runs were tested on different tracks, so their accuracies are not comparable", Page().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_other_commands_are_linked()
    {
        File.WriteAllText(_folder.File("runs", "cv", "crossval.json"), "{}");
        File.WriteAllText(_folder.File("runs", "cv", "crossval.html"), "page");
        CliRun.Of("runs", _runs);
        Assert.Equal(["cv/crossval.html", "cross-validation"], PageText.Table(Page(), "Other pages")[1]);
    }

    [Fact]
    public void A_folder_without_runs_is_rejected()
    {
        Assert.Contains("contains no run", Failure(Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName), StringComparison.Ordinal);
        Assert.Contains("There is no folder", Failure(Path.Combine(_folder.Path, "nowhere")), StringComparison.Ordinal);
    }

    private static string Failure(string folder)
    {
        CliRun run = CliRun.Of("runs", folder);
        Assert.Equal(1, run.ExitCode);
        return Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static RunProgress Progress(RunState state) => new()
    {
        State = state,
        Beat = 1,
        Network = "cnn",
        Dataset = "music",
        Split = "stratified",
        Tracks = [8, 1, 1],
        Epoch = 2,
        Epochs = 9,
        Options = JsonDocument.Parse("{}").RootElement,
    };

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private XElement Page() => PageText.RequireSelfContained(File.ReadAllText(Path.Combine(_runs, "index.html")));

    /// <summary>Two small runs on the same tracks with different learning rates.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Fixture()
        {
            string cache = _folder.File("data.npz");
            FeatureCache.Save(cache, new PreparedFeatures(TestFeatures.Make(tracksPerGenre: 10, segmentsPerTrack: 2, contrast: 0.4), [], []));
            foreach ((string name, string rate) in ((string, string)[])[("slow", "0.0001"), ("fast", "0.01")])
            {
                Assert.Equal(0, CliRun.Of("train", cache, "--network", "dense-regularized", "--epochs", "3", "--learning-rate", rate, "--threads", "1", "--out", Run(name)).ExitCode);
                Assert.False(File.Exists(Path.Combine(Run(name), "progress.json")));
            }
        }

        public string Run(string name) => Path.Combine(_folder.Path, name);

        public void Dispose() => _folder.Dispose();
    }
}
