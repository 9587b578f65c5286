using System.Text.Json;
using GenreNet.Core.Numerics;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Tests.Cli;

/// <summary>A linear network on arrays of another program, from training to comparison.</summary>
public class LinearCommandTests
{
    private static readonly string[] Genres = ["blues", "metal", "rock"];

    [Fact]
    public void Arrays_train_a_linear_network_on_all_tracks_and_every_command_accepts_its_run()
    {
        using var folder = new TemporaryFolder();
        string train = Write(folder.File("train.npz"), tracks: 8, seed: 1);
        string test = Write(folder.File("test.npz"), tracks: 4, seed: 2, first: 100);
        string run = folder.File("run");
        CliRun trained = CliRun.Of("train", train, "--out", run, "--threads", "1");
        Assert.Equal((0, string.Empty), (trained.ExitCode, trained.Error));
        Assert.Contains("Split: all tracks for training: 24 tracks for training.", trained.Output, StringComparison.Ordinal);
        Assert.Contains("by logistic regression, L2", trained.Output, StringComparison.Ordinal);
        Assert.Matches(@"cross-validation that leaves one track out at a time, \d+ of 24 training tracks were classified correctly: .* \(95 % CI \d+-\d+ %\)\.", trained.Output);
        Assert.Contains("cross-validation accuracy by track", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);

        string model = Path.Combine(run, "model.onnx");
        CliRun evaluated = CliRun.Of("evaluate", model, test, "--json");
        Assert.Equal(0, evaluated.ExitCode);
        JsonElement report = JsonDocument.Parse(evaluated.Output).RootElement;
        Assert.Equal(12, report.GetProperty("tracks").GetInt32());
        Assert.InRange(report.GetProperty("track_accuracy").GetDouble(), 0.8, 1);

        CliRun other = CliRun.Of("train", train, "--out", folder.File("ridge"), "--linear-method", "Ridge", "--linear-items", "Tracks", "--threads", "1");
        Assert.Equal(0, other.ExitCode);
        Assert.Equal(0, CliRun.Of("compare", run, folder.File("ridge")).ExitCode);
        Assert.Equal(0, CliRun.Of("report", run).ExitCode);
        CliRun calibrated = CliRun.Of("calibrate", model, test, "--out", folder.File("calibrated.onnx"));
        Assert.Equal(0, calibrated.ExitCode);
        Assert.Contains("Temperature not fitted: too few tracks (12;", calibrated.Output, StringComparison.Ordinal);
        CliRun folds = CliRun.Of("crossval", train, "--folds", "4", "--out", folder.File("folds"), "--threads", "1");
        Assert.Equal((0, string.Empty), (folds.ExitCode, folds.Error));
    }

    [Fact]
    public void Models_of_arrays_reject_audio_and_arrays_of_another_size()
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        Assert.Equal(0, CliRun.Of("train", Write(folder.File("train.npz"), tracks: 3, seed: 1), "--out", run, "--threads", "1").ExitCode);
        CliRun narrow = CliRun.Of("evaluate", Path.Combine(run, "model.onnx"), Write(folder.File("narrow.npz"), tracks: 3, seed: 1, size: 5));
        Assert.Equal(1, narrow.ExitCode);
        Assert.Contains("has 5 values per row, but the model requires 6", narrow.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--learning-rate has no effect with --network linear", "train", "--network", "linear", "--learning-rate", "0.1")]
    [InlineData("--ensemble-size has no effect with --network linear", "train", "--ensemble-size", "3")]
    [InlineData("has no epochs. Remove --resume", "train", "--resume")]
    [InlineData("has no learning rate", "find-rate")]
    [InlineData("there is nothing to tune", "tune", "--network", "linear")]
    [InlineData("--linear-items has no effect without --network linear", "train", "--network", "dense", "--linear-items", "Tracks")]
    [InlineData("use the network linear", "train", "--network", "dense", "--split", "everything")]
    public void Options_without_effect_on_a_linear_network_are_rejected(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder.File("train.npz"), tracks: 4, seed: 1);
        CliRun run = CliRun.Of([arguments[0], data, .. arguments[1..], "--out", folder.File(arguments[0] == "find-rate" ? "rates.csv" : "out")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numeric_genres_are_named_by_genre_names()
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder.File("train.npz"), tracks: 3, seed: 1, named: false);
        string run = folder.File("run");
        CliRun trained = CliRun.Of("train", data, "--genre-names", "blues,metal,rock", "--out", run, "--threads", "1");
        Assert.Equal((0, string.Empty), (trained.ExitCode, trained.Error));
        CliRun card = CliRun.Of("card", Path.Combine(run, "model.onnx"), "--json");
        Assert.Contains("\"metal\"", card.Output, StringComparison.Ordinal);
        Assert.Contains("the numbers are used as names", CliRun.Of("train", data, "--out", run, "--threads", "1", "--force").Error, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("evaluate", Path.Combine(run, "model.onnx"), data, "--subset", "all").ExitCode);
    }

    /// <summary>Rows of noise around a mean of their genre: three per track.</summary>
    private static string Write(string path, int tracks, ulong seed, int first = 0, int size = 6, bool named = true)
    {
        var random = new SeededRandom(seed);
        List<float> x = [];
        List<long> y = [];
        List<string> ids = [];
        for (int genre = 0; genre < Genres.Length; genre++)
        {
            for (int track = 0; track < tracks; track++)
            {
                for (int row = 0; row < 3; row++)
                {
                    x.AddRange(Enumerable.Range(0, size).Select(column => (float)(random.NextGaussian() + (column == genre ? 3 : 0))));
                    y.Add(genre);
                    ids.Add(named ? $"{Genres[genre]}.{first + track:D5}.au" : $"track {genre * tracks + track}");
                }
            }
        }

        NpzWriter.Write(
            path,
            [
                NpzEntry.Of("X", NpyArray.Create(x.ToArray(), y.Count, size)),
                NpzEntry.Of("Y", NpyArray.Create(y.ToArray(), y.Count)),
                NpzEntry.Of("IDS", NpyArray.Create(ids.ToArray(), ids.Count)),
            ]);
        return path;
    }
}
