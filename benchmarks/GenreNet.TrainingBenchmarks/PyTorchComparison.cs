using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>An epoch of the network <c>cnn</c> here and in PyTorch, in turn: 2048 random segments, batches of 32, Adam, two threads.</summary>
internal static class PyTorchComparison
{
    private const int Segments = 2048;
    private const int Threads = 2;
    private const int EpochsPerRound = 4;

    // The system's own Python: Debian's packages are not seen by others.
    private const string Python = "/usr/bin/python3";

    public static int Run(int rounds)
    {
        if (Script() is not { } script)
        {
            Console.Error.WriteLine("benchmarks/peers/pytorch_cnn.py was not found: run this in a checkout of the repository.");
            return 1;
        }

        FeatureSet data = RandomSegments.Make(Segments);
        List<double> ratios = [];
        for (int round = 1; round <= rounds; round++)
        {
            double own = Own(data);
            if (Peer(script) is not { } peer)
            {
                Console.Error.WriteLine($"{Python} cannot run {script}, or it printed no figure (what it said stands above): apt-get install python3-torch.");
                return 1;
            }

            ratios.Add(own / peer);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {own:0} ms here, {peer:0} ms in PyTorch, ratio {own / peer:0.00}"));
        }

        double[] sorted = [.. ratios.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {sorted[sorted.Length / 2]:0.00} ({sorted[0]:0.00} to {sorted[^1]:0.00})"));
        return 0;
    }

    // The median epoch, without the first, as the peer does.
    private static double Own(FeatureSet data)
    {
        List<double> times = [];
        long start = Stopwatch.GetTimestamp();
        RandomSegments.Fit(data, new TrainingOptions { Network = "cnn", Epochs = 1 + EpochsPerRound, LearningRate = 1e-3, Threads = Threads }, _ =>
        {
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
        });
        return Median([.. times.Skip(1)]);
    }

    private static double? Peer(string script)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Python, [script, $"{Threads}", $"{EpochsPerRound}"]) { RedirectStandardOutput = true })!;
            string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            foreach (string line in process.ExitCode == 0 ? lines : [])
            {
                using JsonDocument json = JsonDocument.Parse(line);
                if (json.RootElement.GetProperty("case").GetString() == "epoch_2048")
                {
                    return json.RootElement.GetProperty("median_ms").GetDouble();
                }
            }
        }
        catch (Exception problem) when (problem is Win32Exception or JsonException or KeyNotFoundException)
        {
            Console.Error.WriteLine(problem.Message);
        }

        return null;
    }

    private static string? Script()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "benchmarks", "peers", "pytorch_cnn.py");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
