using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Live;

/// <summary>A folder of a run, and a finished run to copy into it.</summary>
public sealed class LiveFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LiveFolder()
    {
        string cache = _folder.File("data.npz");
        FeatureCache.Save(cache, new PreparedFeatures(TestFeatures.Make(contrast: 1), [], []));
        Assert.Equal(0, CliRun.Of("train", cache, "--network", "dense-regularized", "--epochs", "2", "--threads", "1", "--out", Path.Combine(_folder.Path, "done")).ExitCode);
    }

    /// <summary>Copies the finished run to a folder, as 'train' would write it.</summary>
    public void Finish(string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder.Path, "done")))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        File.Delete(new RunFolder(target).Progress);
    }

    /// <summary>Writes the progress of a fit.</summary>
    internal static void Write(string target, long beat, RunState state = RunState.Running, int epochs = 2, string network = "cnn") => new RunProgress
    {
        State = state,
        Failure = state == RunState.Failed ? "The loss <is> not finite." : null,
        Beat = beat,
        Network = network,
        Dataset = "music",
        Split = "stratified",
        Tracks = [8, 1, 1],
        Epoch = epochs,
        Epochs = 10,
        Batch = 5,
        BatchCount = 5,
        ElapsedSeconds = 20,
        RemainingSeconds = 80,
        BestEpoch = 1,
        History = [.. Enumerable.Range(1, epochs).Select(i => new EpochResult(i, 1.0 / i, 0.5, 1.1 / i, 0.4 + (0.01 * i)))],
        Options = JsonDocument.Parse("""{ "network": "cnn", "learning_rate": 0.001 }""").RootElement,
    }.Save(new RunFolder(target).Progress);

    public void Dispose() => _folder.Dispose();
}
