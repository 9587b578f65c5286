using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary><c>calibrate</c> of a multi-label model, as a user meets it.</summary>
public sealed class CalibrateLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FeatureSet _features = TestFeatures.Make(tracksPerGenre: 40, segmentsPerTrack: 2, contrast: 0.2);
    private readonly string _model;
    private readonly string _data;

    public CalibrateLabelsTests()
    {
        // Only the score of blues, the first genre, depends on the features; those of the others are constant.
        var model = new TestModel
        {
            Genres = TestFeatures.Genres,
            Features = TestFeatures.Options,
            Activation = OutputActivation.Sigmoid,
            Slope = 4,
            Bias = [-3, -1, -2],
        };
        _model = _folder.File("model.onnx");
        _data = _folder.File("data.npz");
        File.WriteAllBytes(_model, model.ToFile());
        FeatureCache.Save(_data, new PreparedFeatures(_features, [], []));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_model_file_stores_the_fitted_scales_in_graph_and_card()
    {
        string calibrated = _folder.File("calibrated.onnx");
        CliRun run = CliRun.Of("calibrate", _model, _data, "--out", calibrated, "--json");
        Assert.Equal(0, run.ExitCode);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("blues", Assert.Single(json.GetProperty("genres").EnumerateArray()).GetString());
        Assert.Equal(40, json.GetProperty("figures")[0].GetProperty("clips").GetInt32());

        using var before = GenreClassifier.Load(_model);
        using var after = GenreClassifier.Load(calibrated);
        LabelCalibration labels = after.Card.LabelCalibration!;
        Assert.Equal(json.GetProperty("scales")[0].GetProperty("scale").GetDouble(), labels.Scales![0].Scale);
        Assert.Equal([true, false, false], after.Genres.Select(after.Card.IsCalibrated));
        Assert.Contains("disco is predicted no better than by always stating how common it is", labels.Remark, StringComparison.Ordinal);
        Assert.NotEqual(before.Card.WeightsSha256, after.Card.WeightsSha256);
        float[] old = before.ClassifyFeatures(_features.Gather([0, 100, 200]));
        float[] answer = after.ClassifyFeatures(_features.Gather([0, 100, 200]));
        Assert.All(answer.Index(), cell =>
        {
            LogitScale scale = labels.ScaleOf(after.Genres[cell.Index % 3]);
            double logit = Math.Log(old[cell.Index] / (1.0 - old[cell.Index]));
            Assert.Equal(1 / (1 + Math.Exp(-(scale.Scale * logit) - scale.Offset)), cell.Item, 1e-5);
        });
        // One genre of three, equally common; the fit looks at pairs of segments and at smoothed targets.
        float[] all = after.ClassifyFeatures(_features.Gather([.. Enumerable.Range(0, 240)]));
        Assert.Equal(1 / 3.0, all.Where((_, i) => i % 3 == 0).Average(), 0.03);
    }

    [Fact]
    public void Calibrating_a_calibrated_model_gives_the_same_values()
    {
        (string first, string second) = (_folder.File("first.onnx"), _folder.File("second.onnx"));
        CliRun once = CliRun.Of("calibrate", _model, _data, "--out", first, "--json");
        CliRun twice = CliRun.Of("calibrate", first, _data, "--out", second, "--json");
        Assert.Equal(0, twice.ExitCode);
        Assert.Equal(once.Output, twice.Output);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Calibrate_and_card_print_a_table()
    {
        string calibrated = _folder.File("calibrated.onnx");
        CliRun run = CliRun.Of("calibrate", _model, _data, "--out", calibrated);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("1 of 3 genres is calibrated on 120 clips of made-up", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Wrote {calibrated}.", run.Output, StringComparison.Ordinal);
        CliRun card = CliRun.Of("card", calibrated);
        Assert.All((string[])[run.Output, card.Output], text =>
        {
            Assert.Contains("Calibration per genre", text, StringComparison.Ordinal);
            Assert.Matches(@"blues +\d+\.\d\d +-?\d+\.\d\d +40 +40 +0\.\d{3}", text);
        });
        Assert.Contains("use one common scale and offset", card.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Genres_unknown_to_the_model_are_rejected()
    {
        File.WriteAllBytes(_model, new TestModel
        {
            Genres = ["blues", "disco", "techno"],
            Features = TestFeatures.Options,
            Activation = OutputActivation.Sigmoid,
        }.ToFile());
        CliRun run = CliRun.Of("calibrate", _model, _data, "--out", _folder.File("new.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The data has genres that the model lacks (rock)", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new.onnx")));
    }
}
