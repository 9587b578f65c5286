using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>Measures the cost of each MFCC setting, one changed at a time, for a clip of 30 s on one thread.</summary>
[MemoryDiagnoser]
public class MfccOptionBenchmarks
{
    private readonly ClipFeature _default = new(MfccOptions.Default);
    private readonly ClipFeature _coefficients20 = new(MfccOptions.Default with { CoefficientCount = 20 });
    private readonly ClipFeature _coefficients40 = new(MfccOptions.Default with { CoefficientCount = 40 });
    private readonly ClipFeature _fft512 = new(MfccOptions.Default with { FftLength = 512 });
    private readonly ClipFeature _fft1024 = new(MfccOptions.Default with { FftLength = 1024 });
    private readonly ClipFeature _fft4096 = new(MfccOptions.Default with { FftLength = 4096 });
    private readonly ClipFeature _mels40 = new(MfccOptions.Default with { MelCount = 40 });
    private readonly ClipFeature _mels64 = new(MfccOptions.Default with { MelCount = 64 });
    private readonly ClipFeature _noTopDecibels = new(MfccOptions.Default with { TopDecibels = null });

    /// <summary>Uses the defaults: 13 coefficients of 128 mel bands, frames of 2048 samples, 80 dB.</summary>
    [Benchmark(Baseline = true)]
    public float Default() => _default.Extract();

    /// <summary>Uses 20 coefficients.</summary>
    [Benchmark]
    public float Coefficients20() => _coefficients20.Extract();

    /// <summary>Uses 40 coefficients.</summary>
    [Benchmark]
    public float Coefficients40() => _coefficients40.Extract();

    /// <summary>Uses frames of 512 samples, which do not overlap.</summary>
    [Benchmark]
    public float Fft512() => _fft512.Extract();

    /// <summary>Uses frames of 1024 samples.</summary>
    [Benchmark]
    public float Fft1024() => _fft1024.Extract();

    /// <summary>Uses frames of 4096 samples.</summary>
    [Benchmark]
    public float Fft4096() => _fft4096.Extract();

    /// <summary>Uses 40 mel bands.</summary>
    [Benchmark]
    public float Mels40() => _mels40.Extract();

    /// <summary>Uses 64 mel bands.</summary>
    [Benchmark]
    public float Mels64() => _mels64.Extract();

    /// <summary>Uses no limit in decibels below the maximum of the clip.</summary>
    [Benchmark]
    public float NoTopDecibels() => _noTopDecibels.Extract();
}
