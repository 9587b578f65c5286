using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GenreNet.TrainingBenchmarks;

switch (args)
{
    case ["--peer", .. var rest] when rest.Length <= 1 && int.TryParse(rest.FirstOrDefault("5"), out int rounds) && rounds > 0:
        return PyTorchComparison.Run(rounds);
    case ["--memory", var network, var epochs] when int.TryParse(epochs, out int count) && count > 0:
        return MemoryCourse.Run(network, count);
    case ["--smoke"]:
        return MemoryCourse.Run("cnn-small", 2);
    case ["--few-shot", .. { Length: > 0 } rest]:
        return FewShotCheck.Run(rest);
    case [var first, ..] when first is "--peer" or "--memory" or "--smoke" or "--few-shot":
        Console.Error.WriteLine($"usage: --peer [ROUNDS] | --memory NETWORK EPOCHS | --smoke | {FewShotCheck.Usage} | options of BenchmarkDotNet");
        return 2;
    default:
        // In this process, because the libraries of torch are loaded from its folder.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
}
