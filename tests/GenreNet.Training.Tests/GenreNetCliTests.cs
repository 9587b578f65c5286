using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numpy;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests;

/// <summary>The commands in the order in which a user meets them, on a small synthetic dataset that they share.</summary>
[Slow]
public sealed class GenreNetCliTests : IClassFixture<GenreNetCliTests.Workplace>
{
    private readonly Workplace _place;

    public GenreNetCliTests(Workplace place) => _place = place;

    [Fact]
    public void Synthesize_prepare_and_train_write_the_files_that_they_report()
    {
        Assert.Contains("Wrote 40 tracks in 10 styles", _place.Synthesized.Output, StringComparison.Ordinal);
        Assert.Contains("80 segments of 130x13 from 40 tracks of 10 genres", _place.Prepared.Output, StringComparison.Ordinal);
        Assert.Contains("epoch   2/2", _place.Trained.Output, StringComparison.Ordinal);
        Assert.Contains("the outputs of ONNX Runtime and torch differ by at most", _place.Trained.Output, StringComparison.Ordinal);
        Assert.All((CliRun[])[_place.Synthesized, _place.Prepared, _place.Trained], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
    }

    [Fact]
    public void Prepare_reuses_unchanged_features() =>
        Assert.Contains("Dataset and settings are unchanged", CliRun.Of("prepare", _place.Dataset, "--out", _place.Cache).Output, StringComparison.Ordinal);

    [Fact]
    public void Train_keeps_the_groups_of_the_list_in_the_dataset_folder_together()
    {
        string list = Path.Combine(_place.Dataset, "groups.csv");
        string[] tracks = [.. Directory.GetFiles(Path.Combine(_place.Dataset, "house")).Order(StringComparer.Ordinal).Take(2).Select(f => $"house/{Path.GetFileNameWithoutExtension(f)}")];
        File.WriteAllText(list, $"track,group\n{tracks[0]},x\n{tracks[1]},x\n");
        try
        {
            CliRun run = CliRun.Of("train", _place.Dataset, "--network", "dense", "--epochs", "1", "--out", Path.Combine(_place.Root, "grouped"));
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains("1 group of 2 tracks kept together", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public void Evaluate_prints_only_json_and_uses_held_out_tracks()
    {
        CliRun run = CliRun.Of("evaluate", _place.Model, _place.Cache, "--json");
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(10, json.GetProperty("tracks").GetInt32());
        Assert.Equal(20, json.GetProperty("segments").GetInt32());
        Assert.Contains("30 tracks are excluded", run.Error, StringComparison.Ordinal);

        JsonElement all = JsonDocument.Parse(CliRun.Of("evaluate", _place.Model, _place.Dataset, "--json", "--subset", "all").Output).RootElement;
        Assert.Equal(40, all.GetProperty("tracks").GetInt32());
        Assert.Contains("Accuracy by track:", CliRun.Of("evaluate", _place.Model, _place.Cache).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_prints_one_json_object_per_line()
    {
        string[] clips = [_place.Clip(4), _place.Clip(0.2)];
        CliRun run = CliRun.Of(["predict", .. clips, "--model", _place.Model, "--json"]);
        JsonElement[] answers = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(clips, answers.Select(a => a.GetProperty("file").GetString()));
        Assert.Equal(10, answers[0].GetProperty("ranking").GetArrayLength());
        Assert.Equal(answers[0].GetProperty("genre").GetString(), answers[0].GetProperty("ranking")[0].GetProperty("genre").GetString());
        Assert.Equal(3, answers[0].GetProperty("timeline")[0].GetProperty("end_seconds").GetDouble(), 1e-9);
        Assert.Equal(0.2, answers[1].GetProperty("timeline")[0].GetProperty("end_seconds").GetDouble(), 1e-4);
        CliRun top = CliRun.Of("predict", clips[0], "--model", _place.Model, "--top", "2", "--timeline");
        Assert.Equal(2, top.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Single(top.Output.Split('\n')[0].Split(": ")[1].Split(", ")[1..]);
    }

    [Fact]
    public void Extract_writes_the_array_layout_of_librosa()
    {
        string folder = Path.Combine(_place.Root, "extracted");
        string clip = _place.Clip(2);
        Assert.Equal(0, CliRun.Of("extract", clip, "--out", folder, "--coefficients", "20", "--sample-rate", "native").ExitCode);
        using var file = NpzReader.Open(Path.Combine(folder, Path.GetFileNameWithoutExtension(clip) + ".npz"));
        Assert.Equal([20, 1 + (44100 / 512)], file.Read("mfcc").Shape.ToArray());
    }

    [Fact]
    public void One_invalid_file_is_reported_and_the_others_are_classified()
    {
        CliRun run = CliRun.Of("predict", Path.Combine(_place.Root, "nowhere.wav"), _place.Clip(3), "--model", _place.Model);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(_place.Clip(3), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1], StringComparison.Ordinal);
        Assert.Contains("nowhere.wav", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 files classified", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Crossval_tests_every_track_once()
    {
        string folder = Path.Combine(_place.Root, "crossval");
        CliRun run = CliRun.Of("crossval", _place.Cache, "--folds", "3", "--network", "dense", "--epochs", "1", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mean ± standard deviation", run.Output, StringComparison.Ordinal);
        System.Text.Json.JsonElement report = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "crossval.json"))).RootElement;
        Assert.Equal(3, report.GetProperty("track_accuracies").GetArrayLength());
        Assert.Equal(GenreNet.Core.Datasets.FeatureCache.Load(_place.Cache).Features.TrackCount, report.GetProperty("together").GetProperty("tracks").GetInt32());
        CliRun json = CliRun.Of("crossval", _place.Cache, "--folds", "3", "--network", "dense", "--epochs", "1", "--out", folder, "--json", "--force");
        Assert.Equal(report.GetProperty("by_track").GetRawText(), System.Text.Json.JsonDocument.Parse(json.Output).RootElement.GetProperty("by_track").GetRawText());
    }

    [Fact]
    public void Networks_are_listed_with_their_cost()
    {
        CliRun run = CliRun.Of("networks");
        Assert.Equal(0, run.ExitCode);
        Assert.All(GenreNet.Networks.GenreNetworks.Names, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        Assert.Contains("299,338", run.Output, StringComparison.Ordinal);
        Assert.Contains("not possible", CliRun.Of("networks", "--features", "summary").Output, StringComparison.Ordinal);
        Assert.Equal(GenreNet.Networks.GenreNetworks.Names.Count, System.Text.Json.JsonDocument.Parse(CliRun.Of("networks", "--json").Output).RootElement.GetArrayLength());
        Assert.Equal(1, CliRun.Of("networks", "nowhere.json").ExitCode);
    }

    [Theory]
    [InlineData(1, "already contains features", "--features", "LogMel")]
    [InlineData(1, "already contains features", "--segment-seconds", "5")]
    [InlineData(1, "augmented variants cannot be created", "--augmented-variants", "2")]
    [InlineData(2, "--augment-seed has no effect without --augmented-variants", "--augment-seed", "7")]
    [InlineData(2, "requires the validation loss", "--schedule", "plateau", "--monitor", "None")]
    [InlineData(2, "--step-epochs has no effect", "--step-epochs", "3")]
    [InlineData(1, "must be below the number of epochs", "--warmup-epochs", "9", "--epochs", "3")]
    [InlineData(1, "no checkpoint", "--resume")]
    [InlineData(1, "does not support Mfcc features", "--network", "mel-resnet")]
    public void Options_without_effect_are_rejected(int exitCode, string problem, params string[] options)
    {
        CliRun run = CliRun.Of(["train", _place.Cache, "--out", Path.Combine(_place.Root, "refused"), .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_validation_tracks_can_be_repeated_from_its_split()
    {
        string[] arguments = ["train", _place.Cache, "--network", "dense", "--epochs", "2", "--threads", "1", "--monitor", "None"];
        (string first, string second) = (Path.Combine(_place.Root, "once"), Path.Combine(_place.Root, "twice"));
        Assert.Equal(0, CliRun.Of([.. arguments, "--out", first]).ExitCode);
        CliRun again = CliRun.Of([.. arguments, "--split-file", Path.Combine(first, "split.json"), "--out", second]);
        Assert.Equal((0, 0), (again.ExitCode, again.Error.Split("warning").Length - 1));
        Assert.Equal(File.ReadAllText(Path.Combine(first, "metrics.json")), File.ReadAllText(Path.Combine(second, "metrics.json")));
    }

    [Fact]
    public void A_run_stores_a_network_that_can_be_trained_again()
    {
        string network = Path.Combine(Path.GetDirectoryName(_place.Model)!, "network.json");
        CliRun run = CliRun.Of("train", _place.Cache, "--network", network, "--epochs", "1", "--out", Path.Combine(_place.Root, "again"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Trained cnn-small", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "frobnicate")]
    [InlineData(2, "train", "x")]
    [InlineData(2, "prepare", "", "--out", "x.npz")]
    [InlineData(2, "prepare", "x", "--out", "")]
    [InlineData(2, "train", "x", "--out", "y", "--epochs", "0")]
    [InlineData(2, "train", "x", "--out", "y", "--network", "lstm")]
    [InlineData(2, "extract", "x.wav", "--out", "y", "--sample-rate", "fast")]
    [InlineData(1, "prepare", "nowhere", "--out", "x.npz")]
    [InlineData(1, "train", "nowhere.npz", "--out", "x")]
    [InlineData(1, "predict", "x.wav", "--model", "nowhere.onnx")]
    [InlineData(1, "evaluate", "nowhere.onnx", "nowhere.npz")]
    [InlineData(1, "extract", "a/x.wav", "b/x.wav", "--out", "y")]
    public void Wrong_usage_is_reported_in_one_line_with_an_exit_code(int exitCode, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("genrenet: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void An_interruption_exits_with_130_and_leaves_no_files()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string cache = Path.Combine(_place.Root, "interrupted.npz");
        string folder = Path.Combine(_place.Root, "interrupted");
        Assert.Equal(130, CliRun.Of(source.Token, "prepare", _place.Dataset, "--out", cache).ExitCode);
        Assert.Equal(130, CliRun.Of(source.Token, "train", _place.Cache, "--out", folder).ExitCode);
        CliRun predict = CliRun.Of(source.Token, "predict", _place.Clip(3), "--model", _place.Model, "--json");
        Assert.Equal((130, ""), (predict.ExitCode, predict.Output));
        Assert.Empty(Directory.GetFiles(_place.Root, "interrupted*"));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Demo_runs_the_complete_workflow()
    {
        string folder = Path.Combine(_place.Root, "demo");
        CliRun run = CliRun.Of("demo", "--out", folder, "--tracks", "3", "--epochs", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("of 10 clips", run.Output, StringComparison.Ordinal);
        Assert.Contains($"All files are in {folder}", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "run", "model.onnx")));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData()]
    public void Help_lists_the_commands(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.All((string[])["demo", "check", "prepare", "train", "evaluate", "predict", "extract", "synthesize"], command => Assert.Contains(command, run.Output, StringComparison.Ordinal));
    }

    /// <summary>A folder with a dataset, a cache and a model, made once.</summary>
    public sealed class Workplace : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Workplace()
        {
            Synthesized = CliRun.Of("synthesize", "--out", Dataset, "--tracks", "4", "--seconds", "6", "--seed", "3");
            Prepared = CliRun.Of("prepare", Dataset, "--out", Cache);
            Trained = CliRun.Of("train", Cache, "--network", "cnn-small", "--out", Path.Combine(Root, "run"), "--epochs", "2");
        }

        public string Root => _folder.Path;

        public string Dataset => Path.Combine(Root, "dataset");

        public string Cache => Path.Combine(Root, "features.npz");

        public string Model => Path.Combine(Root, "run", "model.onnx");

        internal CliRun Synthesized { get; }

        internal CliRun Prepared { get; }

        internal CliRun Trained { get; }

        public string Clip(double seconds)
        {
            string path = Path.Combine(Root, $"clip-{seconds:0.0}.wav");
            WavWriter.Write(path, SyntheticDataset.Render("house", 99, 5).Samples[..(int)(seconds * 22050)], 22050);
            return path;
        }

        public void Dispose() => _folder.Dispose();
    }
}
