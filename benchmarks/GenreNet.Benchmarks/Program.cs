using BenchmarkDotNet.Running;
using GenreNet.Benchmarks;
using GenreNet.Benchmarks.Peers;

return args switch
{
    ["--smoke", .. var rest] => SmokeRun.Run(rest),
    ["--peers", .. var rest] => PeersCommand.Run(rest),
    _ => Measure(args),
};

static int Measure(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
