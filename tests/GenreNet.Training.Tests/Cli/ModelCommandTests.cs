using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary><c>card</c>, <c>calibrate</c> and <c>doctor</c>, as a user meets them.</summary>
public sealed class ModelCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Card_prints_the_card_of_the_default_model()
    {
        CliRun run = CliRun.Of("card");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("cross-validation of the vote", run.Output, StringComparison.Ordinal);
        Assert.Contains("Accuracy by confidence threshold", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CliRun.Of("card", "--json").Output);
        Assert.Equal(10, json.RootElement.GetProperty("genres").GetArrayLength());
    }

    [Fact]
    public void Calibrate_and_card_do_not_change_the_predicted_genres()
    {
        (string model, string data) = Train();
        string calibrated = _folder.File("calibrated.onnx");
        CliRun run = CliRun.Of("calibrate", model, data, "--subset", "all", "--out", calibrated);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Temperature", run.Output, StringComparison.Ordinal);

        File.WriteAllText(_folder.File("notes.json"), """{"description":"For a test.","intended_use":["Tests."],"limits":["Not music."],"data":"Made up."}""");
        string metrics = Path.Combine(Path.GetDirectoryName(model)!, "metrics.json");
        string noted = _folder.File("noted.onnx");
        Assert.Equal(0, CliRun.Of("card", calibrated, "--notes", _folder.File("notes.json"), "--evaluation", $"a = b test={metrics}", "--out", noted).ExitCode);

        using var before = GenreClassifier.Load(model);
        using var after = GenreClassifier.Load(noted);
        Assert.Equal("For a test.", after.Card.Notes!.Description);
        Assert.Equal("a = b test", Assert.Single(after.Card.Evaluations!).Name);
        Assert.Equal(10, after.Card.Calibration!.Levels!.Count);
        FeatureSet features = FeatureCache.Load(data).Features;
        float[][] first = [.. before.ClassifyFeatures(features.Gather([0, 1, 2, 3])).Chunk(before.Genres.Count)];
        float[][] second = [.. after.ClassifyFeatures(features.Gather([0, 1, 2, 3])).Chunk(after.Genres.Count)];
        Assert.Equal(first.Select(row => Array.IndexOf(row, row.Max())), second.Select(row => Array.IndexOf(row, row.Max())));

        // The probabilities are those of the old logits at the new temperature.
        double ratio = (before.Card.Calibration?.Temperature ?? 1) / after.Card.Calibration.Temperature;
        double[] powers = [.. first[0].Select(p => Math.Pow(p, ratio))];
        Assert.All(powers.Zip(second[0]), pair => Assert.Equal(pair.First / powers.Sum(), pair.Second, 1e-4));
    }

    [Theory]
    [InlineData("""{"description":"x","intended_use":[],"limits":[]}""", "data")]
    [InlineData("""{"description":"x","intended_use":[],"limits":[],"data":"y","licence":"z"}""", "licence")]
    [InlineData("no json", "does not contain notes for a model card")]
    public void Invalid_notes_are_reported_in_one_line_and_no_file_is_written(string notes, string part)
    {
        File.WriteAllText(_folder.File("notes.json"), notes);
        (string model, _) = Train();
        CliRun run = CliRun.Of("card", model, "--notes", _folder.File("notes.json"), "--out", _folder.File("new.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new.onnx")));
    }

    [Theory]
    [InlineData("--notes and --evaluation require --out", "card", "m.onnx", "--notes", "n.json")]
    [InlineData("--out requires --notes or --evaluation", "card", "m.onnx", "--out", "o.onnx")]
    [InlineData("Give the MODEL to write with the new card", "card", "--notes", "n.json", "--out", "o.onnx")]
    public void Options_without_effect_are_rejected(string why, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_reports_available_and_missing_components()
    {
        CliRun run = CliRun.Of("doctor");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("ONNX Runtime", run.Output, StringComparison.Ordinal);
        Assert.Contains("libtorch", run.Output, StringComparison.Ordinal);
        CliRun bad = CliRun.Of("doctor", "--model", "nowhere.onnx", "--json");
        Assert.Equal(1, bad.ExitCode);
        using var json = JsonDocument.Parse(bad.Output);
        JsonElement failed = Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("status").GetString() == "Failed");
        Assert.Contains("nowhere.onnx", failed.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_tracks_do_not_replace_a_fitted_temperature()
    {
        string model = TestTeacher.Save(_folder.Path, temperature: 1.7);
        string data = _folder.File("few.npz");
        FeatureCache.Save(data, new PreparedFeatures(TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 1), [], []), TestContext.Current.CancellationToken);
        CliRun run = CliRun.Of("calibrate", model, data, "--out", _folder.File("new.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The model is unchanged: too few segments (6; at least 20 are needed). Calibrate it on other or more tracks.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new.onnx")));
    }

    private (string Model, string Data) Train()
    {
        string data = _folder.File("data.npz");
        FeatureCache.Save(data, new PreparedFeatures(TestFeatures.Make(), [], []), TestContext.Current.CancellationToken);
        CliRun run = CliRun.Of("train", data, "--network", "dense", "--epochs", "3", "--out", _folder.File("run"));
        Assert.True(run.ExitCode == 0, run.Error);
        return (_folder.File("run", "model.onnx"), data);
    }
}
