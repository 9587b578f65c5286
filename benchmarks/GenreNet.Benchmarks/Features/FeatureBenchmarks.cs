using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>
/// Every feature beside the MFCC, of a clip of 30 s on one thread: a ratio of at most 2 says that it is no slower than twice the MFCC.
/// </summary>
[MemoryDiagnoser]
public class FeatureBenchmarks
{
    private readonly ClipFeature _mfcc = new(MfccOptions.Default);
    private readonly ClipFeature _stft = new(new StftOptions());
    private readonly ClipFeature _powerSpectrogram = new(new SpectrogramOptions());
    private readonly ClipFeature _decibelSpectrogram = new(new SpectrogramOptions { Scale = SpectrumScale.Decibels });
    private readonly ClipFeature _melSpectrogram = new(new MelSpectrogramOptions());
    private readonly ClipFeature _logMel = new(MelSpectrogramOptions.LogMel);
    private readonly ClipFeature _chromaWithTuning = new(new ChromaOptions { Tuning = 0 });
    private readonly ClipFeature _chromaEstimatingTuning = new(new ChromaOptions());
    private readonly ClipFeature _contrast = new(new SpectralContrastOptions());
    private readonly ClipFeature _centroid = new(new SpectralCentroidOptions());
    private readonly ClipFeature _bandwidth = new(new SpectralBandwidthOptions());
    private readonly ClipFeature _rolloff = new(new SpectralRolloffOptions());
    private readonly ClipFeature _flatness = new(new SpectralFlatnessOptions());
    private readonly ClipFeature _rms = new(new RmsOptions());
    private readonly ClipFeature _zeroCrossings = new(new ZeroCrossingRateOptions());

    /// <summary>13 coefficients.</summary>
    [Benchmark(Baseline = true)]
    public float Mfcc() => _mfcc.Extract();

    /// <summary>The transform itself.</summary>
    [Benchmark]
    public float Stft() => _stft.Extract();

    /// <summary>Its power.</summary>
    [Benchmark]
    public float PowerSpectrogram() => _powerSpectrogram.Extract();

    /// <summary>Its power in decibels.</summary>
    [Benchmark]
    public float DecibelSpectrogram() => _decibelSpectrogram.Extract();

    /// <summary>128 mel bands.</summary>
    [Benchmark]
    public float MelSpectrogram() => _melSpectrogram.Extract();

    /// <summary>128 mel bands in decibels.</summary>
    [Benchmark]
    public float LogMel() => _logMel.Extract();

    /// <summary>12 pitch classes of music at concert pitch.</summary>
    [Benchmark]
    public float ChromaWithTuning() => _chromaWithTuning.Extract();

    /// <summary>12 pitch classes of music whose tuning has to be found first.</summary>
    [Benchmark]
    public float ChromaEstimatingTuning() => _chromaEstimatingTuning.Extract();

    /// <summary>Peaks above valleys in octaves.</summary>
    [Benchmark]
    public float Contrast() => _contrast.Extract();

    /// <summary>The mean frequency.</summary>
    [Benchmark]
    public float Centroid() => _centroid.Extract();

    /// <summary>The spread about it.</summary>
    [Benchmark]
    public float Bandwidth() => _bandwidth.Extract();

    /// <summary>The frequency below which most lies.</summary>
    [Benchmark]
    public float Rolloff() => _rolloff.Extract();

    /// <summary>Tone or noise.</summary>
    [Benchmark]
    public float Flatness() => _flatness.Extract();

    /// <summary>Loudness, without a transform.</summary>
    [Benchmark]
    public float Rms() => _rms.Extract();

    /// <summary>Changes of sign, without a transform.</summary>
    [Benchmark]
    public float ZeroCrossings() => _zeroCrossings.Extract();
}
