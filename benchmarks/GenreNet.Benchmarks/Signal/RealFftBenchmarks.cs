using BenchmarkDotNet.Attributes;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Benchmarks.Signal;

/// <summary>Measures the transform of one frame, with a copy of the frame as the lower bound.</summary>
[MemoryDiagnoser]
public class RealFftBenchmarks
{
    private float[] _samples = [];
    private float[] _real = [];
    private float[] _imaginary = [];
    private RealFft _fft = null!;

    /// <summary>Gets or sets the samples per frame.</summary>
    [Params(512, 2048, 8192)]
    public int Length { get; set; }

    /// <summary>Creates a frame of noise.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _fft = new RealFft(Length);
        _samples = [.. Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble(-1, 1))];
        _real = new float[Length];
        _imaginary = new float[_fft.BinCount];
    }

    /// <summary>Copies the frame, as the lower bound.</summary>
    [Benchmark(Baseline = true)]
    public float Copy()
    {
        _samples.CopyTo(_real, 0);
        return _real[1];
    }

    /// <summary>Computes the transform.</summary>
    [Benchmark]
    public float Forward()
    {
        _fft.Forward(_samples, _real.AsSpan(0, _fft.BinCount), _imaginary);
        return _real[1];
    }
}
