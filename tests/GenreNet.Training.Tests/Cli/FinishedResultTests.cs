using GenreNet.Core.Datasets;
using GenreNet.Training.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary>What is at <c>--out</c> already: finished results are kept unless the user says <c>--force</c>.</summary>
public sealed class FinishedResultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public FinishedResultTests()
    {
        _data = _folder.File("data.npz");
        FeatureCache.Save(_data, new PreparedFeatures(TestFeatures.Make(), [], []), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_finished_run_is_replaced_only_with_force()
    {
        string[] train = ["train", _data, "--network", "dense", "--epochs", "1", "--threads", "1", "--out", _folder.File("run")];
        Assert.Equal(0, CliRun.Of(train).ExitCode);
        string model = _folder.File("run", "model.onnx");
        byte[] first = File.ReadAllBytes(model);
        // The data is not opened, so that nothing is computed.
        CliRun refused = CliRun.Of("train", "nowhere.npz", "--out", _folder.File("run"));
        Assert.Equal(
            (1, $"genrenet: {model} exists: it is the model of a finished run. Use another --out, or add --force to replace it.{Environment.NewLine}"),
            (refused.ExitCode, refused.Error));
        Assert.Equal(1, CliRun.Of([.. train, "--seed", "9"]).ExitCode);
        Assert.Equal(first, File.ReadAllBytes(model));
        Assert.Equal(0, CliRun.Of([.. train, "--seed", "9", "--force"]).ExitCode);
        Assert.NotEqual(first, File.ReadAllBytes(model));
        Assert.Contains("is complete, so there is nothing to resume", CliRun.Of([.. train, "--resume"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_is_resumed_without_force()
    {
        string[] train = ["train", _data, "--network", "dense", "--epochs", "3", "--threads", "1", "--out", _folder.File("run")];
        Assert.Equal(0, CliRun.Of(train).ExitCode);
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop, "epoch   1/3");
        int code = GenreNetCli.Run([.. train, "--force"], new Terminal(output, TextWriter.Null, isOutputLive: false, isErrorLive: false, stop.Token));
        Assert.Equal((130, true), (code, File.Exists(_folder.File("run", "checkpoint.npz"))));
        CliRun resumed = CliRun.Of([.. train, "--resume"]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("epoch   1/3", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_other_commands_are_replaced_only_with_force()
    {
        string run = _folder.File("run");
        Assert.Equal(0, CliRun.Of("train", _data, "--network", "dense", "--epochs", "1", "--threads", "1", "--out", run).ExitCode);
        string[][] commands =
        [
            ["crossval", _data, "--folds", "3", "--network", "dense", "--epochs", "1", "--threads", "1", "--out", _folder.File("cv")],
            ["calibrate", run, _data, "--subset", "all", "--out", _folder.File("calibrated.onnx")],
            ["combine", run, run, "--out", _folder.File("vote")],
        ];
        foreach (string[] command in commands)
        {
            CliRun first = CliRun.Of(command);
            Assert.True(first.ExitCode == 0, first.Error);
            CliRun again = CliRun.Of(command);
            Assert.Equal(1, again.ExitCode);
            Assert.Contains("add --force to replace it.", again.Error, StringComparison.Ordinal);
            Assert.Equal(0, CliRun.Of([.. command, "--force"]).ExitCode);
        }

        // Otherwise the metrics of the run would not be those of its model.
        Assert.Equal(1, CliRun.Of("calibrate", run, _data, "--subset", "all", "--out", run).ExitCode);
        Directory.CreateDirectory(_folder.File("leakage"));
        File.WriteAllText(_folder.File("leakage", "leakage.json"), "{}");
        Assert.Contains("finished comparison of splits", CliRun.Of("leakage", "nowhere.npz", "--out", _folder.File("leakage")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_with_other_settings_begins_again_only_with_force()
    {
        string[] tune = ["tune", _data, "--network", "dense", "--trials", "2", "--epochs", "1", "--threads", "1", "--search", "random", "--out", _folder.File("search")];
        Assert.Equal(0, CliRun.Of(tune).ExitCode);
        Assert.Contains("or --force to start again", CliRun.Of([.. tune, "--seed", "9"]).Error, StringComparison.Ordinal);
        CliRun forced = CliRun.Of([.. tune, "--seed", "9", "--force", "--train-best"]);
        Assert.Equal((0, ""), (forced.ExitCode, forced.Error));
        Assert.DoesNotContain("--force", forced.Output, StringComparison.Ordinal);
        CliRun again = CliRun.Of([.. tune, "--seed", "9", "--train-best"]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("it is the model of a finished run", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_does_not_replace_the_run_of_another_command()
    {
        Assert.Equal(0, CliRun.Of("train", _data, "--network", "dense", "--epochs", "1", "--threads", "1", "--out", _folder.File("mine", "run")).ExitCode);
        CliRun run = CliRun.Of("demo", "--out", _folder.File("mine"), "--tracks", "3", "--epochs", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it is the model of a finished run", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("mine", "dataset")));
    }

    private sealed class StoppingWriter(CancellationTokenSource stop, string sign) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(sign, StringComparison.Ordinal) == true)
            {
                stop.Cancel();
            }
        }
    }
}
