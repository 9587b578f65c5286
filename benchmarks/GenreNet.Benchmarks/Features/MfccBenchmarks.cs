using BenchmarkDotNet.Attributes;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets.Synthetic;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Mel;

namespace GenreNet.Benchmarks.Features;

/// <summary>MFCC throughput on a clip of 30 s at 22 050 Hz: divide 30 s by the time for the factor over real time.</summary>
[MemoryDiagnoser]
public class MfccBenchmarks
{
    private const double Seconds = 30;

    private readonly FeaturePipeline _pipeline = new(FeatureOptions.Default);
    private readonly MfccExtractor _extractor = new(MfccOptions.Default);
    private AudioBuffer _clip = null!;
    private AudioBuffer[] _clips = [];
    private float[] _values = [];

    /// <summary>Makes music.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _clip = SyntheticDataset.Render("swing", 1, Seconds);
        _clips = [.. Enumerable.Repeat(_clip, 2 * Environment.ProcessorCount)];
        _values = new float[_extractor.FrameCount(_clip.Samples.Length) * _extractor.Options.CoefficientCount];
    }

    /// <summary>The whole clip at once, on one thread.</summary>
    [Benchmark(Baseline = true)]
    public float WholeClip()
    {
        _extractor.Extract(_clip.Samples.Span, _values);
        return _values[0];
    }

    /// <summary>Ten segments of 130x13, as training and prediction make them, on one thread.</summary>
    [Benchmark]
    public FeatureClip Segments() => _pipeline.Extract(_clip.OpenReader());

    /// <summary>As many threads as processors, two clips each.</summary>
    [Benchmark]
    public int SegmentsOfManyClips() => _clips.AsParallel().Sum(clip => _pipeline.Extract(clip.OpenReader()).SegmentCount);
}
