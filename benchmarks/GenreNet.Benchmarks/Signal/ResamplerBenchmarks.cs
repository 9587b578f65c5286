using BenchmarkDotNet.Attributes;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;


namespace GenreNet.Benchmarks.Signal;

/// <summary>Measures resampling 30 s of audio to 22 050 Hz, with a copy as the lower bound.</summary>
[MemoryDiagnoser]
public class ResamplerBenchmarks
{
    private const int Seconds = 30;
    private const int ToRate = 22050;

    private float[] _samples = [];
    private Resampler _resampler = null!;

    /// <summary>Gets or sets the sample rate of the input in Hz.</summary>
    [Params(44100, 48000, 16000)]
    public int FromRate { get; set; }

    /// <summary>Creates noise and the filter.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _samples = [.. Enumerable.Range(0, Seconds * FromRate).Select(_ => (float)random.NextDouble(-1, 1))];
        _resampler = new Resampler(FromRate, ToRate);
    }

    /// <summary>Copies as many samples as the resampler returns, as the lower bound.</summary>
    [Benchmark(Baseline = true)]
    public float[] Copy()
    {
        var copy = new float[Seconds * ToRate];
        _samples.AsSpan(0, Math.Min(_samples.Length, copy.Length)).CopyTo(copy);
        return copy;
    }

    /// <summary>Resamples the complete clip.</summary>
    [Benchmark]
    public float[] Resample() => _resampler.Resample(_samples);

    /// <summary>Computes the filter, once per file.</summary>
    [Benchmark]
    public Resampler Design() => new(FromRate, 22050);
}
