using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>
/// The front ends of pretrained networks for the same clip of 30 s on one thread: ratios of at most 2 mean no more than twice the time of
/// the MFCC.
/// Each clip has the rate of its features already, but for the pipelines, which resample from 22 050 Hz.
/// </summary>
[MemoryDiagnoser]
public class PretrainedMelBenchmarks
{
    private readonly ClipFeature _mfcc = new(MfccOptions.Default);
    private readonly ClipFeature _efficientAt = new(MelSpectrogramOptions.EfficientAt);
    private readonly ClipFeature _musicnn = new(MelSpectrogramOptions.Musicnn);
    private readonly FeaturePipeline _efficientAtPipeline = new(FeatureOptions.EfficientAtMels);
    private readonly FeaturePipeline _musicnnPipeline = new(FeatureOptions.MusicnnMels);
    private readonly FeaturePipeline _efficientAtSegments = new(EfficientAt3);
    private readonly FeaturePipeline _joined = new(FeatureOptions.Join(3, EfficientAt3, FeatureOptions.MusicnnMels));
    private readonly AudioBuffer _clip = Clips.Clip;

    private static FeatureOptions EfficientAt3 => FeatureOptions.EfficientAtMels with { SegmentSeconds = 3 };

    /// <summary>13 coefficients at 22 050 Hz.</summary>
    [Benchmark(Baseline = true)]
    public float Mfcc() => _mfcc.Extract();

    /// <summary>128 Kaldi mel bands at 32 000 Hz.</summary>
    [Benchmark]
    public float EfficientAt() => _efficientAt.Extract();

    /// <summary>96 mel bands at 16 000 Hz.</summary>
    [Benchmark]
    public float Musicnn() => _musicnn.Extract();

    /// <summary>Resampling to 32 000 Hz included.</summary>
    [Benchmark]
    public FeatureClip EfficientAtResampled() => _efficientAtPipeline.Extract(_clip.OpenReader());

    /// <summary>Resampling to 16 000 Hz included.</summary>
    [Benchmark]
    public FeatureClip MusicnnResampled() => _musicnnPipeline.Extract(_clip.OpenReader());

    /// <summary>Segments of 3 s: what <see cref="Joined"/> computes at 32 000 Hz.</summary>
    [Benchmark]
    public FeatureClip EfficientAtSegments() => _efficientAtSegments.Extract(_clip.OpenReader());

    /// <summary>Both from one reader: at most the sum of <see cref="EfficientAtSegments"/> and <see cref="MusicnnResampled"/>.</summary>
    [Benchmark]
    public FeatureClip Joined() => _joined.Extract(_clip.OpenReader());
}
