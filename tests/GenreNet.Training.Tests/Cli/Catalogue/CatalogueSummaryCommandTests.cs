using System.Text.Json;
using GenreNet.Catalogue;
using GenreNet.Catalogue.Tests.Support;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Cli.Catalogue;

/// <summary>The command <c>catalogue summary</c> in this process.</summary>
public sealed class CatalogueSummaryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Results => Path.Combine(_folder.Path, "results");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_results_of_the_default_model_are_compared_with_its_training_data()
    {
        string music = Path.Combine(_folder.Path, "music");
        Clips.WriteCatalogue(music, 6);
        Assert.Equal(0, CliRun.Of("classify", music, "--out", Results).ExitCode);
        string page = _folder.File("summary.html");
        CliRun run = CliRun.Of("catalogue", "summary", Results, "--out", _folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("8 tracks, 0.00 hours of music: 6 classified", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 with errors.", run.Output, StringComparison.Ordinal);
        // Tones are unlike music.
        Assert.Contains("Drift detected in MFCC", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Wrote the report to {page}.", run.Output, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Contains("Mean MFCCs of the tracks", html, StringComparison.Ordinal);
        Assert.Contains("Tracks by confidence", html, StringComparison.Ordinal);
        Assert.DoesNotContain("not finished", html, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(CliRun.Of("catalogue", "summary", Results, "--json").Output);
        JsonElement summary = json.RootElement.GetProperty("summary");
        Assert.Equal((8, 6, 2), (summary.GetProperty("tracks").GetInt32(), summary.GetProperty("classified").GetInt32(), summary.GetProperty("errors").GetInt32()));
        Assert.Equal(10, summary.GetProperty("confidence_counts").GetArrayLength());
        JsonElement drift = json.RootElement.GetProperty("drift");
        Assert.True(drift.GetProperty("is_drift").GetBoolean());
        Assert.Equal((6, 13), (drift.GetProperty("sample").GetInt32(), drift.GetProperty("features").GetArrayLength()));
    }

    [Fact]
    public void Results_of_a_model_that_is_not_installed_are_counted_without_comparison()
    {
        MadeUpResults.Write(Results, [MadeUpResults.Track("<b>.mp3", "jazz", 0.5f), .. Enumerable.Repeat(MadeUpResults.Silent("s.mp3"), 9)], missing: [1, 2]);
        string page = _folder.File("summary.html");
        CliRun run = CliRun.Of("catalogue", "summary", Results, "--out", page);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("2 shards of 3 are not finished: 1, 2. Run 'genrenet classify' again.", run.Output, StringComparison.Ordinal);
        Assert.Contains("The model made-up of the results is not installed", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 shards of 3 are not finished", File.ReadAllText(page), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("catalogue", "summary", Results, "--json").Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("drift").ValueKind);
    }

    [Fact]
    public void A_catalogue_with_errors_only_has_a_page_without_charts()
    {
        ResultsSummary summary = ResultsSummary.Of(MadeUpResults.Write(Results, [MadeUpResults.Failed("<b>.mp3", "<b>.mp3 is empty.")]));
        string html = CataloguePage.Build(summary, drift: null);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
        Assert.Contains("FILE is empty.", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;.mp3", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_arguments_are_errors()
    {
        MadeUpResults.Write(Results, [MadeUpResults.Silent("s.mp3")]);
        Expect(1, "does not exist", "catalogue", "summary", _folder.File("missing"));
        Expect(1, "has no catalogue.json", "catalogue", "summary", _folder.Path);
        Expect(1, "from the model made-up, not from default", "catalogue", "summary", Results, "--model", "default");
        Expect(2, "--out is a folder or a .html file, not 'page.csv'", "catalogue", "summary", Results, "--out", "page.csv");
        File.WriteAllText(Path.Combine(Results, "part-00000.parquet"), "x");
        Expect(1, "part-00000.parquet is not a part of a catalogue", "catalogue", "summary", Results);
    }

    private static void Expect(int exitCode, string reason, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
