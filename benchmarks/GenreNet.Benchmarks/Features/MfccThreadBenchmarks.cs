using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>Measures the segments of eight clips on one thread and on two. The best possible ratio is 0.5.</summary>
[MemoryDiagnoser]
public class MfccThreadBenchmarks
{
    private const int ClipCount = 8;

    private readonly FeaturePipeline _pipeline = new(FeatureOptions.Default);
    private readonly int[] _segments = new int[ClipCount];
    private AudioBuffer _clip = null!;

    /// <summary>Creates synthetic music.</summary>
    [GlobalSetup]
    public void Setup() => _clip = Clips.Clip;

    /// <summary>Processes one clip at a time.</summary>
    [Benchmark(Baseline = true)]
    public int[] OneThread() => Extract(1);

    /// <summary>Processes two clips at a time.</summary>
    [Benchmark]
    public int[] TwoThreads() => Extract(2);

    private int[] Extract(int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, ClipCount, options, i => _segments[i] = _pipeline.Extract(_clip.OpenReader()).SegmentCount);
        return _segments;
    }
}
