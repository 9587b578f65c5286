using BenchmarkDotNet.Attributes;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;


namespace GenreNet.Benchmarks.Signal;

/// <summary>Thirty seconds of audio to 22 050 Hz, beside a copy as the floor of what it could cost.</summary>
[MemoryDiagnoser]
public class ResamplerBenchmarks
{
    private const int Seconds = 30;
    private const int ToRate = 22050;

    private float[] _samples = [];
    private Resampler _resampler = null!;

    /// <summary>Rate of the input in Hz.</summary>
    [Params(44100, 48000, 16000)]
    public int FromRate { get; set; }

    /// <summary>Makes noise and the filter.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _samples = [.. Enumerable.Range(0, Seconds * FromRate).Select(_ => (float)random.NextDouble(-1, 1))];
        _resampler = new Resampler(FromRate, ToRate);
    }

    /// <summary>The floor: as many samples as come out.</summary>
    [Benchmark(Baseline = true)]
    public float[] Copy()
    {
        var copy = new float[Seconds * ToRate];
        _samples.AsSpan(0, Math.Min(_samples.Length, copy.Length)).CopyTo(copy);
        return copy;
    }

    /// <summary>The whole clip.</summary>
    [Benchmark]
    public float[] Resample() => _resampler.Resample(_samples);

    /// <summary>The rows of the filter, once for every file.</summary>
    [Benchmark]
    public Resampler Design() => new(FromRate, 22050);
}
