using BenchmarkDotNet.Attributes;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Benchmarks.Signal;

/// <summary>Ten seconds of audio to 22 050 Hz.</summary>
[MemoryDiagnoser]
public class ResamplerBenchmarks
{
    private float[] _samples = [];
    private Resampler _resampler = null!;

    /// <summary>Rate of the input in Hz.</summary>
    [Params(44100, 48000)]
    public int FromRate { get; set; }

    /// <summary>Makes noise and the filter.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _samples = [.. Enumerable.Range(0, 10 * FromRate).Select(_ => (float)random.NextDouble(-1, 1))];
        _resampler = new Resampler(FromRate, 22050);
    }

    /// <summary>The whole clip.</summary>
    [Benchmark(Baseline = true)]
    public float[] Resample() => _resampler.Resample(_samples);

    /// <summary>The rows of the filter, once for every file.</summary>
    [Benchmark]
    public Resampler Design() => new(FromRate, 22050);
}
