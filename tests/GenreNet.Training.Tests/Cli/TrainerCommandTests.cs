using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The trainers of ML.NET on the command line.</summary>
public class TrainerCommandTests
{
    [Fact]
    public void A_table_trains_a_trainer_and_every_command_accepts_its_run()
    {
        using var folder = new TemporaryFolder();
        string table = Table(folder, 20);
        string run = folder.File("run");
        CliRun trained = CliRun.Of("train", table, "--trainer", "lightgbm", "--trainer-trees", "30", "--trainer-leaf-size", "2", "--out", run, "--threads", "1");
        Assert.Equal((0, string.Empty), (trained.ExitCode, trained.Error));
        Assert.Contains("gradient boosting by LightGBM", trained.Output, StringComparison.Ordinal);
        Assert.Contains("the outputs of ONNX Runtime and ML.NET differ by at most", trained.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "report.html")));
        Assert.False(File.Exists(Path.Combine(run, "network.json")));

        string model = Path.Combine(run, "model.onnx");
        CliRun evaluated = CliRun.Of("evaluate", model, table, "--json");
        Assert.Equal(0, evaluated.ExitCode);
        Assert.InRange(JsonDocument.Parse(evaluated.Output).RootElement.GetProperty("track_accuracy").GetDouble(), 0.7, 1);
        Assert.Equal(0, CliRun.Of("train", table, "--trainer", "svm", "--out", folder.File("svm"), "--threads", "1").ExitCode);
        Assert.Equal(0, CliRun.Of("compare", run, folder.File("svm")).ExitCode);
        Assert.Equal(0, CliRun.Of("report", run).ExitCode);
        CliRun folds = CliRun.Of("crossval", table, "--trainer", "logistic", "--folds", "3", "--out", folder.File("folds"), "--threads", "1");
        Assert.Equal((0, string.Empty), (folds.ExitCode, folds.Error));
    }

    [Theory]
    [InlineData("--network has no effect with --trainer", "--trainer", "svm", "--network", "cnn")]
    [InlineData("--epochs has no effect with --trainer", "--trainer", "svm", "--epochs", "3")]
    [InlineData("--linear-l2 has no effect with --trainer", "--trainer", "svm", "--linear-l2", "3")]
    [InlineData("--ensemble-size has no effect with --trainer", "--trainer", "lightgbm", "--ensemble-size", "3")]
    [InlineData("--trainer-trees has no effect with --trainer svm", "--trainer", "svm", "--trainer-trees", "3")]
    [InlineData("--trainer-rate has no effect with --trainer fastforest", "--trainer", "fastforest", "--trainer-rate", "0.1")]
    [InlineData("--trainer-l2 has no effect with --trainer lightgbm", "--trainer", "lightgbm", "--trainer-l2", "1")]
    [InlineData("--trainer-leaves has no effect without --trainer", "--trainer-leaves", "4")]
    [InlineData("The trainer svm is fitted within seconds and has no epochs. Remove --resume", "--trainer", "svm", "--resume")]
    public void Options_without_effect_on_a_trainer_are_rejected(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of(["train", Table(folder, 4), .. arguments, "--out", folder.File("out")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Audio_with_features_per_frame_is_refused_before_it_is_extracted()
    {
        using var folder = new TemporaryFolder();
        SyntheticDataset.Write(folder.File("music"), new SyntheticOptions { TracksPerStyle = 1, Seconds = 3 });
        CliRun run = CliRun.Of("train", folder.File("music"), "--trainer", "lightgbm", "--out", folder.File("out"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--trainer lightgbm needs one row of values per segment, but the features are 130 frames of 13 values: use --features Summary or --backbone NAME.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.File("out"), "features.npz")));
    }

    private static string Table(TemporaryFolder folder, int tracks)
    {
        FeatureSet rows = TestRows.Make(tracks, rowsPerTrack: 1);
        string table = folder.File("table.csv");
        File.WriteAllLines(table,
        [
            $"filename,label,{string.Join(',', SummaryExtractor.ColumnNames)}",
            .. Enumerable.Range(0, rows.SegmentCount).Select(i => string.Join(
                ',', [$"{rows.TrackIds[i].Replace('/', '.').Replace(".", ".00", StringComparison.Ordinal)}.wav", rows.Genres[rows.Labels[i]], .. rows.Segment(i).ToArray().Select(value => FormattableString.Invariant($"{value:R}"))])),
        ]);
        return table;
    }
}
