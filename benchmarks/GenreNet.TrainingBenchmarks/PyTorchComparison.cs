using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Benchmarks.Peers;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>
/// Compares one epoch of a network with PyTorch, alternating: random segments, batches of 32, Adam. GenreNet also computes the L2 penalty
/// and the training accuracy.
/// </summary>
internal static class PyTorchComparison
{
    private const int EpochsPerRound = 4;

    // Debian's packages are available only to the Python of the system.
    private const string Python = "/usr/bin/python3";

    /// <summary>Gets the networks that the script of the peer defines.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["cnn", "resnet", "crnn", "mel-resnet"];

    public static int Run(string network, int rounds, int threads)
    {
        int segments = network == "mel-resnet" ? 512 : 2048;
        FeatureSet data = DataFor(network, segments);
        long parameters = NetworkCost.Of(GenreNetworks.Create(network, data.Genres.Count), TensorShape.Of(data.Options)).Parameters;
        List<double> ratios = [];
        List<double> processorRatios = [];
        try
        {
            string script = RepositoryFiles.Find("benchmarks/peers/pytorch_epoch.py");
            for (int round = 1; round <= rounds; round++)
            {
                EpochTime own = EpochTime.Median(Epochs(data, network, threads, 1 + EpochsPerRound).Skip(1));
                EpochTime peer = Peer(script, network, segments, threads, parameters);
                ratios.Add(own.Milliseconds / peer.Milliseconds);
                processorRatios.Add(own.ProcessorMilliseconds / peer.ProcessorMilliseconds);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{network}, round {round}: {own.Milliseconds:0} ms in GenreNet, {peer.Milliseconds:0} ms in PyTorch, ratio {ratios[^1]:0.00}; processor time {own.ProcessorMilliseconds:0} and {peer.ProcessorMilliseconds:0} ms, ratio {processorRatios[^1]:0.00}"));
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FileNotFoundException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network}, {threads} threads: median ratio {Statistics.Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00}), of processor time {Statistics.Median(processorRatios):0.00} ({processorRatios.Min():0.00} to {processorRatios.Max():0.00})"));
        return 0;
    }

    /// <summary>Prints the median time of an epoch in this process alone, for a profiler.</summary>
    public static int RunOwn(string network, int epochs, int threads)
    {
        EpochTime time = EpochTime.Median(Epochs(DataFor(network, segments: 2048), network, threads, epochs).Skip(1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network}, {threads} threads: {time.Milliseconds:0} ms per epoch, processor time {time.ProcessorMilliseconds:0} ms"));
        return 0;
    }

    private static FeatureSet DataFor(string network, int segments) =>
        RandomSegments.Make(segments, network == "mel-resnet" ? FeatureOptions.LogMels : FeatureOptions.Default);

    private static List<EpochTime> Epochs(FeatureSet data, string network, int threads, int count)
    {
        List<EpochTime> times = [];
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        RandomSegments.Fit(data, new TrainingOptions { Network = network, Epochs = count, LearningRate = 1e-3, Threads = threads }, _ =>
        {
            times.Add(new EpochTime(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds));
            (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        });
        return times;
    }

    // The script sets its number of threads.
    private static EpochTime Peer(string script, string network, int segments, int threads, long parameters)
    {
        ChildProcess? ended = ChildProcess.Run(Python, script, network, $"{segments}", $"{threads}", $"{EpochsPerRound}");
        if (ended is { ExitCode: 0 })
        {
            using JsonDocument json = JsonDocument.Parse(ended.Output);
            long theirs = json.RootElement.GetProperty("parameters").GetInt64();
            return theirs != parameters
                ? throw new InvalidOperationException($"{network} has {parameters} parameters in GenreNet and {theirs} in {script}: the networks must be equal.")
                : new EpochTime(json.RootElement.GetProperty("median_ms").GetDouble(), json.RootElement.GetProperty("processor_ms").GetDouble());
        }

        string said = ended?.Errors.Trim().Split('\n')[^1] is { Length: > 0 } last ? last : "no message";
        throw new InvalidOperationException($"{Python} cannot run {script} ({said}): apt-get install python3-torch.");
    }

    private readonly record struct EpochTime(double Milliseconds, double ProcessorMilliseconds)
    {
        public static EpochTime Median(IEnumerable<EpochTime> times)
        {
            EpochTime[] all = [.. times];
            return new EpochTime(Statistics.Median(all.Select(time => time.Milliseconds)), Statistics.Median(all.Select(time => time.ProcessorMilliseconds)));
        }
    }
}
