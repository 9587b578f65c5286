using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Benchmarks.Peers;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>
/// Compares one epoch of the network <c>cnn</c> with PyTorch, alternating: 2048 random segments, batches of 32, Adam, two threads.
/// </summary>
internal static class PyTorchComparison
{
    private const int Segments = 2048;
    private const int Threads = 2;
    private const int EpochsPerRound = 4;

    // Debian's packages are available only to the Python of the system.
    private const string Python = "/usr/bin/python3";

    public static int Run(int rounds)
    {
        FeatureSet data = RandomSegments.Make(Segments);
        List<double> ratios = [];
        try
        {
            string script = RepositoryFiles.Find("benchmarks/peers/pytorch_cnn.py");
            for (int round = 1; round <= rounds; round++)
            {
                double own = Own(data);
                double peer = Peer(script);
                ratios.Add(own / peer);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {own:0} ms in GenreNet, {peer:0} ms in PyTorch, ratio {own / peer:0.00}"));
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FileNotFoundException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {Statistics.Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})"));
        return 0;
    }

    // The median of the epochs without the first one, as in the peer.
    private static double Own(FeatureSet data)
    {
        List<double> times = [];
        long start = Stopwatch.GetTimestamp();
        RandomSegments.Fit(data, new TrainingOptions { Network = "cnn", Epochs = 1 + EpochsPerRound, LearningRate = 1e-3, Threads = Threads }, _ =>
        {
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
        });
        return Statistics.Median(times.Skip(1));
    }

    // The script sets its number of threads.
    private static double Peer(string script)
    {
        ChildProcess? ended = ChildProcess.Run(Python, script, $"{Threads}", $"{EpochsPerRound}");
        foreach (string line in ended is { ExitCode: 0 } ? ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("case").GetString() == "epoch_2048")
            {
                return json.RootElement.GetProperty("median_ms").GetDouble();
            }
        }

        string said = ended?.Errors.Trim().Split('\n')[^1] is { Length: > 0 } last ? last : "no message";
        throw new InvalidOperationException($"{Python} cannot run {script} ({said}): apt-get install python3-torch.");
    }
}
