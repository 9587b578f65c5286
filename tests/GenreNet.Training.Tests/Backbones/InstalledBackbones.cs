using System.Security.Cryptography;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Pretrained;
using GenreNet.Pretrained.Tests.Support;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests.Backbones;

/// <summary>
/// A temporary cache folder with two small pretrained networks of random weights, music of two genres, and a model trained on it.
/// </summary>
public sealed class InstalledBackbones : IDisposable
{
    /// <summary>Tracks of each genre: enough for a test part.</summary>
    public const int Tracks = 10;

    private readonly TemporaryFolder _folder = new();
    private readonly string? _home = Environment.GetEnvironmentVariable(NoInstalledModels.Variable);
    private readonly Lazy<string> _run;

    public InstalledBackbones()
    {
        Install(Home, "tiny", 0.1);
        Install(Home, "small", 0.15);
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, Home);
        Write("music", Tracks, first: 0);
        _run = new Lazy<string>(() =>
        {
            CliRun train = CliRun.Of(
                "train", Music, "--backbone", "tiny", "--segment-seconds", "1", "--threads", "1", "--out", File("run"));
            Assert.True(train.ExitCode == 0, train.Error);
            TrainOutput = train.Output;
            return File("run");
        });
    }

    /// <summary>The cache folder.</summary>
    public string Home => File("home");

    /// <summary>A folder of two genres.</summary>
    public string Music => File("music");

    /// <summary>The folder of a run of the backbone tiny with a linear classifier.</summary>
    public string Run => _run.Value;

    /// <summary>What its training printed.</summary>
    public string TrainOutput { get; private set; } = string.Empty;

    public string Model => Path.Combine(Run, "model.onnx");

    public string File(params string[] names) => _folder.File(names);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _home);
        _folder.Dispose();
    }

    /// <summary>Installs a network with random weights.</summary>
    public void Install(string home, string name, double width, ulong seed = 5)
    {
        byte[] content = RandomNetworks.EfficientAt(width, classes: 527, seed: seed).ToBytes();
        string file = File($"{name}-{seed}.pt");
        System.IO.File.WriteAllBytes(file, content);
        new PretrainedStore(new PretrainedOptions { Folder = home }).Add(file, name, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Writes music of two genres.</summary>
    /// <param name="folder">Name of the folder of genres.</param>
    /// <param name="tracks">Tracks of each genre.</param>
    /// <param name="first">Number of the first track; others are other music.</param>
    public string Write(string folder, int tracks, ulong first)
    {
        foreach (string style in (string[])["folk", "techno"])
        {
            for (ulong track = first; track < first + (ulong)tracks; track++)
            {
                WavWriter.Write(File(folder, style, $"{track:D2}.wav"), SyntheticDataset.Render(style, track, seconds: 3).Samples, 22_050);
            }
        }

        return File(folder);
    }
}
