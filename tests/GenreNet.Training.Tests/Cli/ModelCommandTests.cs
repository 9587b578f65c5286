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
    public void The_default_models_card_is_shown()
    {
        CliRun run = CliRun.Of("card");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("cross-validation of the vote", run.Output, StringComparison.Ordinal);
        Assert.Contains("Accuracy by confidence threshold", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CliRun.Of("card", "--json").Output);
        Assert.Equal(10, json.RootElement.GetProperty("genres").GetArrayLength());
    }

    [Fact]
    public void A_model_is_calibrated_and_given_notes_without_changing_an_answer()
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
    [InlineData("no json", "does not contain notes")]
    public void Bad_notes_are_one_sentence_and_nothing_is_written(string notes, string part)
    {
        File.WriteAllText(_folder.File("notes.json"), notes);
        (string model, _) = Train();
        CliRun run = CliRun.Of("card", model, "--notes", _folder.File("notes.json"), "--out", _folder.File("new.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new.onnx")));
    }

    [Theory]
    [InlineData("--out is missing", "card", "m.onnx", "--notes", "n.json")]
    [InlineData("nothing to write", "card", "m.onnx", "--out", "o.onnx")]
    [InlineData("no model to change", "card", "--notes", "n.json", "--out", "o.onnx")]
    public void Options_that_do_nothing_are_wrong_usage(string why, params string[] arguments)
    {
        Assert.NotEmpty(why);
        Assert.Equal(2, CliRun.Of(arguments).ExitCode);
    }

    [Fact]
    public void The_doctor_says_what_is_there_and_what_is_missing()
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
    public void A_fitted_temperature_is_not_given_up_for_a_few_tracks()
    {
        string model = TestTeacher.Save(_folder.Path, temperature: 1.7);
        string data = _folder.File("few.npz");
        FeatureCache.Save(data, new PreparedFeatures(TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 1), [], []), TestContext.Current.CancellationToken);
        CliRun run = CliRun.Of("calibrate", model, data, "--out", _folder.File("new.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the model is left as it is: 6 segments are too few to fit a temperature (20 are needed). Calibrate it on other tracks, or on more.", run.Error, StringComparison.Ordinal);
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
