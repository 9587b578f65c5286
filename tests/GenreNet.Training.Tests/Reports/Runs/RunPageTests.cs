using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Reports.Runs;

/// <summary>The report of a small run, whole and with files that lack or are damaged.</summary>
public sealed class RunPageTests : IClassFixture<RunPageTests.Fixture>, IDisposable
{
    private static readonly string[] Genres = ["blues", "disco", "rock"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public RunPageTests(Fixture fixture)
    {
        _run = Path.Combine(_folder.Path, "run");
        Directory.CreateDirectory(_run);
        foreach (string file in Directory.GetFiles(fixture.Folder))
        {
            File.Copy(file, Path.Combine(_run, Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_contains_the_figures_of_metrics_json()
    {
        string page = Text();
        JsonElement metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(_run, "metrics.json"))).RootElement;
        Assert.Contains($"<b>{Percent(metrics.GetProperty("track_accuracy").GetDouble())}</b>", page, StringComparison.Ordinal);
        Assert.Contains($"<b>{Percent(metrics.GetProperty("segment_accuracy").GetDouble())}</b>", page, StringComparison.Ordinal);
        Assert.Contains($"<b>{Percent(metrics.GetProperty("top2_track_accuracy").GetDouble())}</b>", page, StringComparison.Ordinal);
        Assert.Contains($"<b>{Percent(metrics.GetProperty("vote_track_accuracy").GetDouble())}</b>", page, StringComparison.Ordinal);
        Assert.Contains($"error is {Percent(metrics.GetProperty("calibration").GetProperty("error").GetDouble())} by segment", page, StringComparison.Ordinal);
        JsonElement interval = metrics.GetProperty("track_interval");
        Assert.Contains($"95\u00a0% CI {Percent(interval.GetProperty("low").GetDouble())} to {Percent(interval.GetProperty("high").GetDouble())}", page, StringComparison.Ordinal);
        Assert.All(metrics.GetProperty("per_genre").EnumerateArray(), genre => Assert.All(
            (string[])["precision", "recall", "f1"], name => Assert.Contains($">{Percent(genre.GetProperty(name).GetDouble())}</td>", page, StringComparison.Ordinal)));
        foreach (string matrix in (string[])["confusion_matrix", "track_confusion_matrix"])
        {
            string[] cells = [.. metrics.GetProperty(matrix).EnumerateArray().SelectMany(r => r.EnumerateArray()).Where(c => c.GetInt32() > 0).Select(c => $">{c.GetInt32()}</text>")];
            Assert.All(cells, cell => Assert.Contains(cell, page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_page_is_well_formed_and_loads_nothing_from_the_network()
    {
        string page = Page();
        var body = XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)]);
        Assert.Equal(["loss", "accuracy"], body.Descendants("figcaption").Take(2).Select(c => c.Value.ToLowerInvariant()));
        Assert.All(body.Descendants("svg"), svg => Assert.True(((string?)svg.Attribute("aria-label"))?.Length > 20));
        Assert.All(
            body.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"), a => Assert.StartsWith("data:", a.Value, StringComparison.Ordinal));
        Assert.All((string[])["http:", "https:", "<script", "<link", "@import", "url("], word => Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(page, Page());
    }

    [Fact]
    public void The_best_epoch_is_marked_and_changing_learning_rates_are_drawn()
    {
        Assert.Contains(">best epoch: ", Page(), StringComparison.Ordinal);
        Assert.DoesNotContain("Learning rate<", Page(), StringComparison.Ordinal);
        string history = Path.Combine(_run, "history.csv");
        File.WriteAllLines(history, ["epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate", "1,1,0.5,1,0.5,0.01", "2,0.5,0.75,0.5,0.75,0.005"]);
        Assert.Contains("Learning rate<", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_without_validation_has_only_training_curves()
    {
        File.WriteAllLines(Path.Combine(_run, "history.csv"), ["epoch,loss,accuracy,validation_loss,validation_accuracy", "1,1,0.5,NaN,NaN", "2,0.5,0.75,NaN,NaN"]);
        string page = Page();
        Assert.Contains("over 2 epochs: training from 1 to 0.5.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">validation</text>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_of_an_ensemble_are_those_of_its_first_network()
    {
        Assert.DoesNotContain("of its first network", Page(), StringComparison.Ordinal);
        string options = Path.Combine(_run, "options.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(options))!.AsObject();
        json["members"] = 3;
        File.WriteAllText(options, json.ToJsonString());
        Assert.Contains("of its first network", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Misclassified_tracks_are_listed_by_confidence_with_audio()
    {
        WritePredictions(("blues/000", "test", "blues", "rock", 0.7), ("blues/001", "test", "blues", "disco", 0.9), ("rock/002", "test", "rock", "rock", 0.99), ("rock/003", "validation", "rock", "blues", 0.95));
        var run = RunRecord.Load(_run);
        Assert.Equal(["blues/001", "blues/000"], RunPage.WorstMistakes(run).Select(m => m.Track));

        string music = Path.Combine(_folder.Path, "music");
        WavWriter.Write(Path.Combine(music, "blues", "000.wav"), new float[8000], 8000);
        WavWriter.Write(Path.Combine(music, "blues", "001.wav"), new float[8000], 8000);
        WavWriter.Write(Path.Combine(music, "rock", "002.wav"), new float[8000], 8000);
        CliRun cli = CliRun.Of("report", _run, "--dataset", music, "--out", Path.Combine(_folder.Path, "page.html"), "--pictures", Path.Combine(_folder.Path, "pictures"));
        Assert.Equal((0, ""), (cli.ExitCode, cli.Error));
        string page = File.ReadAllText(Path.Combine(_folder.Path, "page.html"));
        Assert.Equal(2, page.Split("<audio ").Length - 1);
        Assert.Contains("blues/001: actual blues, predicted disco", page, StringComparison.Ordinal);
        Assert.Contains("confusion-tracks.png", Directory.GetFiles(Path.Combine(_folder.Path, "pictures")).Select(Path.GetFileName));
    }

    [Fact]
    public void The_page_without_misclassified_tracks_reports_none()
    {
        WritePredictions(("rock/002", "test", "rock", "rock", 0.99));
        Assert.Contains("all test tracks are classified correctly", Page(), StringComparison.Ordinal);
        CliRun cli = CliRun.Of("report", _run, "--dataset", "no-such-folder");
        Assert.Equal(0, cli.ExitCode);
        Assert.Contains("has no misclassified test track", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_without_the_tracks_of_the_run_is_rejected()
    {
        WritePredictions(("blues/001", "test", "blues", "disco", 0.9));
        foreach (string genre in (string[])["jazz", "folk"])
        {
            WavWriter.Write(Path.Combine(_folder.Path, "other", genre, "1.wav"), new float[800], 8000);
        }

        CliRun cli = CliRun.Of("report", _run, "--dataset", Path.Combine(_folder.Path, "other"));
        Assert.Equal(1, cli.ExitCode);
        Assert.Contains("Give the dataset that the run was trained on", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_an_earlier_version_lists_what_is_missing()
    {
        foreach (string file in (string[])["history.csv", "model.onnx", "options.json", "predictions.csv"])
        {
            File.Delete(Path.Combine(_run, file));
        }

        Edit(metrics => metrics.Remove("calibration"));
        string page = Page();
        Assert.All(
            (string[])["history.csv is missing", "model.onnx is missing", "options.json is missing", "predictions.csv is missing", "metrics.json contains no calibration"],
            sentence => Assert.Contains(sentence, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Calibration_is_drawn_if_the_run_contains_it()
    {
        Edit(metrics => metrics["calibration"] = JsonNode.Parse("""
            { "error": 0.0625, "track_error": 0.125, "negative_log_likelihood": 0.75, "brier_score": 0.5, "temperature": 1.5, "bins": [
              { "lower": 0.4, "upper": 0.5, "count": 0, "confidence": null, "accuracy": null },
              { "lower": 0.5, "upper": 0.6, "count": 8, "confidence": 0.55, "accuracy": 0.5 } ] }
            """));
        string page = Text();
        Assert.Contains("The expected calibration error is 6.3\u00a0% by segment and 12.5\u00a0% by track; the logits are divided by a temperature of 1.5.", page, StringComparison.Ordinal);
        Assert.Contains("<td>50.0\u00a0% to 60.0\u00a0%</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>40.0\u00a0% to 50.0\u00a0%</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaky_split_gives_a_warning_at_the_top()
    {
        Edit(metrics => metrics["warning"] = DataSplit.LeakyWarning);
        Assert.Contains("<p class=\"notice\">Warning: The split is leaky", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics.json", "{")]
    [InlineData("metrics.json", "null")]
    [InlineData("metrics.json", "[1]")]
    [InlineData("metrics.json", "{\"subset\":\"test\"}")]
    [InlineData("history.csv", "epoch,loss\n1,2,3\n")]
    [InlineData("history.csv", "epoch,loss,accuracy,validation_loss,validation_accuracy\n1,x,1,1,1\n")]
    [InlineData("history.csv", "epoch,loss\n1,2\n")]
    [InlineData("history.csv", "")]
    [InlineData("predictions.csv", "track,part\na,test\n")]
    [InlineData("options.json", "{]")]
    [InlineData("model.onnx", "no model")]
    public void A_damaged_file_is_rejected_with_its_name(string file, string content)
    {
        File.WriteAllText(Path.Combine(_run, file), content);
        CliRun cli = CliRun.Of("report", _run);
        Assert.Equal(1, cli.ExitCode);
        Assert.Contains(file, cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Internal error", cli.Error, StringComparison.Ordinal);
        Assert.Single(cli.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(_run, "report.html")));
    }

    [Fact]
    public void Matrices_of_the_wrong_size_are_rejected()
    {
        Edit(metrics => metrics["genres"]!.AsArray().Add("one more"));
        Assert.Contains("the size of its confusion matrices differs from the number of genres", Assert.Throws<GenreNetException>(() => RunRecord.Load(_run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_run_and_missing_folder_have_different_messages()
    {
        Assert.Contains("contains no metrics.json", CliRun.Of("report", _folder.Path).Error, StringComparison.Ordinal);
        Assert.Contains("There is no folder", CliRun.Of("report", Path.Combine(_folder.Path, "nothing")).Error, StringComparison.Ordinal);
    }

    private static string Percent(double share) => RunTables.Percent(share);

    private string Text() => System.Net.WebUtility.HtmlDecode(Page());

    private string Page()
    {
        HtmlPage page = RunPage.Build(RunRecord.Load(_run), new Dictionary<string, byte[]>());
        return page.Build();
    }

    private void WritePredictions(params (string Track, string Part, string Actual, string Predicted, double Confidence)[] answers) => File.WriteAllLines(
        Path.Combine(_run, "predictions.csv"),
        [
            "track,part,segments,actual,predicted,confidence,blues,disco,rock",
            .. answers.Select(a => FormattableString.Invariant(
                $"{a.Track},{a.Part},3,{a.Actual},{a.Predicted},{a.Confidence},{string.Join(',', Genres.Select(g => g == a.Predicted ? a.Confidence : (1 - a.Confidence) / 2))}")),
        ]);

    private void Edit(Action<JsonObject> edit)
    {
        string path = Path.Combine(_run, "metrics.json");
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(metrics);
        File.WriteAllText(path, metrics.ToJsonString());
    }

    /// <summary>One run for all tests.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Fixture()
        {
            FeatureSet data = TestFeatures.Make(contrast: 1);
            var run = TrainingRun.Execute(data, new TrainingOptions { Network = "dense-regularized", Epochs = 4, BatchSize = 8, Threads = 1 }, null, CancellationToken.None);
            new RunFolder(_folder.Path).Save(run);
        }

        public string Folder => _folder.Path;

        public void Dispose() => _folder.Dispose();
    }
}
