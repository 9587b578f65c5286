using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>Measures the MFCC of a clip of 30 s at 22 050 Hz on one thread. The real-time factor is 30 s divided by the time.</summary>
[MemoryDiagnoser]
public class MfccBenchmarks
{
    private readonly FeaturePipeline _pipeline = new(FeatureOptions.Default);
    private ClipFeature _mfcc = null!;
    private AudioBuffer _clip = null!;

    /// <summary>Creates synthetic music.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _clip = Clips.Clip;
        _mfcc = new ClipFeature(MfccOptions.Default);
    }

    /// <summary>Computes the complete clip at once.</summary>
    [Benchmark(Baseline = true)]
    public float WholeClip() => _mfcc.Extract();

    /// <summary>Computes ten segments of 130x13, as in training and prediction.</summary>
    [Benchmark]
    public FeatureClip TenSegments() => _pipeline.Extract(_clip.OpenReader());
}
