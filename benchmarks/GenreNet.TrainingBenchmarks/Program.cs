using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GenreNet.TrainingBenchmarks;

switch (args)
{
    case ["--peer", .. var rest] when Numbers(rest, 5, 2) is { } given:
        return PyTorchComparison.Run(given.Network, given.Count, given.Threads);
    case ["--epochs", .. var rest] when Numbers(rest, 5, 2) is { } given:
        return PyTorchComparison.RunOwn(given.Network, given.Count, given.Threads);
    case ["--memory", var network, var epochs] when int.TryParse(epochs, out int count) && count > 0:
        return MemoryCourse.Run(network, count);
    case ["--smoke"]:
        return MemoryCourse.Run("cnn-small", 2);
    case ["--few-shot", .. { Length: > 0 } rest]:
        return FewShotCheck.Run(rest);
    case [var first, ..] when first is "--peer" or "--epochs" or "--memory" or "--smoke" or "--few-shot":
        Console.Error.WriteLine($"usage: --peer [NETWORK [ROUNDS [THREADS]]] | --epochs [NETWORK [EPOCHS [THREADS]]] | --memory NETWORK EPOCHS | --smoke | {FewShotCheck.Usage} | options of BenchmarkDotNet");
        return 2;
    default:
        // In this process, because the libraries of torch are loaded from its folder.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
}

static (string Network, int Count, int Threads)? Numbers(string[] given, int count, int threads) =>
    given.Length <= 3
    && PyTorchComparison.Networks.Contains(given.ElementAtOrDefault(0) ?? "cnn")
    && int.TryParse(given.ElementAtOrDefault(1) ?? $"{count}", out count) && count > 1
    && int.TryParse(given.ElementAtOrDefault(2) ?? $"{threads}", out threads) && threads > 0
        ? (given.ElementAtOrDefault(0) ?? "cnn", count, threads)
        : null;
