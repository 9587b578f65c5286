using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The option --device.</summary>
public class DeviceOptionTests
{
    public static TheoryData<string> Commands { get; } = ["train", "crossval", "tune", "find-rate", "leakage"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_missing_device_is_reported_before_any_work(string command)
    {
        Assert.SkipWhen(DeviceInventory.OfMachine().HasMps, "This machine has the device.");
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of(command, folder.File("missing.npz"), "--device", "mps", "--out", folder.File("out"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no Apple GPU for --device mps", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    public void Other_values_are_rejected(string device)
    {
        CliRun run = CliRun.Of("train", "music.npz", "--device", device, "--out", "out");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"--device must be auto, cpu, cuda, cuda:N or mps, not '{device}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_device_is_printed_and_recorded()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("music.npz");
        FeatureCache.Save(data, new PreparedFeatures(TestFeatures.Make(), [], []));
        CliRun run = CliRun.Of("train", data, "--network", "dense", "--epochs", "1", "--threads", "1", "--device", "cpu", "--out", folder.File("run"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("Device: cpu.", run.Output, StringComparison.Ordinal);
        using JsonDocument environment = JsonDocument.Parse(File.ReadAllText(folder.File("run/environment.json")));
        Assert.Equal("cpu", environment.RootElement.GetProperty("device").GetString());
    }

    [Fact]
    public void Json_output_stays_json()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("music.npz");
        FeatureCache.Save(data, new PreparedFeatures(TestFeatures.Make(), [], []));
        CliRun run = CliRun.Of("crossval", data, "--network", "linear", "--folds", "3", "--threads", "1", "--device", "auto", "--json", "--out", folder.File("out"));
        Assert.Equal(0, run.ExitCode);
        JsonDocument.Parse(run.Output).Dispose();
        Assert.Contains("Device: cpu.", run.Error, StringComparison.Ordinal);
    }
}
