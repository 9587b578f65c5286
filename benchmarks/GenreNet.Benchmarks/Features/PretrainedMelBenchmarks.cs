using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>
/// Measures the front ends of pretrained networks for a clip of 30 s on one thread. A ratio of 2 means twice the time of
/// the MFCC.
/// Each clip already has the sample rate of the features, except for the pipelines, which resample from 22 050 Hz.
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

    /// <summary>Computes 13 MFCCs at 22 050 Hz.</summary>
    [Benchmark(Baseline = true)]
    public float Mfcc() => _mfcc.Extract();

    /// <summary>Computes 128 Kaldi mel bands at 32 000 Hz.</summary>
    [Benchmark]
    public float EfficientAt() => _efficientAt.Extract();

    /// <summary>Computes 96 mel bands at 16 000 Hz.</summary>
    [Benchmark]
    public float Musicnn() => _musicnn.Extract();

    /// <summary>Resamples to 32 000 Hz and computes the mel bands.</summary>
    [Benchmark]
    public FeatureClip EfficientAtResampled() => _efficientAtPipeline.Extract(_clip.OpenReader());

    /// <summary>Resamples to 16 000 Hz and computes the mel bands.</summary>
    [Benchmark]
    public FeatureClip MusicnnResampled() => _musicnnPipeline.Extract(_clip.OpenReader());

    /// <summary>Computes segments of 3 s at 32 000 Hz, one of the two parts of <see cref="Joined"/>.</summary>
    [Benchmark]
    public FeatureClip EfficientAtSegments() => _efficientAtSegments.Extract(_clip.OpenReader());

    /// <summary>
    /// Computes both from one reader: at most the sum of <see cref="EfficientAtSegments"/> and <see cref="MusicnnResampled"/>.
    /// </summary>
    [Benchmark]
    public FeatureClip Joined() => _joined.Extract(_clip.OpenReader());
}
