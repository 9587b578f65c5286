using BenchmarkDotNet.Running;
using GenreNet.Benchmarks;
using GenreNet.Benchmarks.Features;
using GenreNet.Benchmarks.Inference;
using GenreNet.Benchmarks.Peers;

return args switch
{
    ["--smoke", .. var rest] => SmokeRun.Run(rest),
    ["--peers", .. var rest] => PeersCommand.Run(rest),
    ["--classify", .. var rest] => Classify(rest),
    ["--features", .. var rest] => Features(rest),
    ["--embed", .. var rest] => EmbedCommand.Run(rest),
    _ => Measure(args),
};

static int Measure(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}

static int Classify(string[] rest)
{
    if (rest is [var clip, .. var more] && more.Length <= 2 && int.TryParse(more.FirstOrDefault("0"), out int clips) && clips >= 0)
    {
        return ClassifyCourse.Run(clip, more.ElementAtOrDefault(1), clips);
    }

    Console.Error.WriteLine("usage: --classify CLIP.wav [CLIPS [MODEL.onnx]]");
    return 2;
}

static int Features(string[] rest)
{
    if (rest.Length <= 1 && int.TryParse(rest.FirstOrDefault($"{FeatureCourse.UsualRounds}"), out int rounds) && rounds > 0)
    {
        return FeatureCourse.Run(rounds);
    }

    Console.Error.WriteLine("usage: --features [ROUNDS]");
    return 2;
}
