using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>MFCC of a clip of 30 s at 22 050 Hz on one thread: divide 30 s by the time for the factor over real time.</summary>
[MemoryDiagnoser]
public class MfccBenchmarks
{
    private readonly FeaturePipeline _pipeline = new(FeatureOptions.Default);
    private ClipFeature _mfcc = null!;
    private AudioBuffer _clip = null!;

    /// <summary>Makes music.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _clip = Clips.Clip;
        _mfcc = new ClipFeature(MfccOptions.Default);
    }

    /// <summary>The whole clip at once.</summary>
    [Benchmark(Baseline = true)]
    public float WholeClip() => _mfcc.Extract();

    /// <summary>Ten segments of 130x13, as training and prediction make them.</summary>
    [Benchmark]
    public FeatureClip TenSegments() => _pipeline.Extract(_clip.OpenReader());
}
