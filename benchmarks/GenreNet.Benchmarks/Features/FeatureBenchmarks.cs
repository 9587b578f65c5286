using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>
/// Measures every feature relative to the MFCC, for a clip of 30 s on one thread. A ratio of 2 means twice the time of the MFCC.
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

    /// <summary>Computes 13 MFCCs.</summary>
    [Benchmark(Baseline = true)]
    public float Mfcc() => _mfcc.Extract();

    /// <summary>Computes the short-time Fourier transform.</summary>
    [Benchmark]
    public float Stft() => _stft.Extract();

    /// <summary>Computes the power spectrogram.</summary>
    [Benchmark]
    public float PowerSpectrogram() => _powerSpectrogram.Extract();

    /// <summary>Computes the power spectrogram in decibels.</summary>
    [Benchmark]
    public float DecibelSpectrogram() => _decibelSpectrogram.Extract();

    /// <summary>Computes 128 mel bands.</summary>
    [Benchmark]
    public float MelSpectrogram() => _melSpectrogram.Extract();

    /// <summary>Computes 128 mel bands in decibels.</summary>
    [Benchmark]
    public float LogMel() => _logMel.Extract();

    /// <summary>Computes chroma of music at concert pitch.</summary>
    [Benchmark]
    public float ChromaWithTuning() => _chromaWithTuning.Extract();

    /// <summary>Computes chroma with an estimate of the tuning.</summary>
    [Benchmark]
    public float ChromaEstimatingTuning() => _chromaEstimatingTuning.Extract();

    /// <summary>Computes the spectral contrast.</summary>
    [Benchmark]
    public float Contrast() => _contrast.Extract();

    /// <summary>Computes the spectral centroid.</summary>
    [Benchmark]
    public float Centroid() => _centroid.Extract();

    /// <summary>Computes the spectral bandwidth.</summary>
    [Benchmark]
    public float Bandwidth() => _bandwidth.Extract();

    /// <summary>Computes the spectral rolloff.</summary>
    [Benchmark]
    public float Rolloff() => _rolloff.Extract();

    /// <summary>Computes the spectral flatness.</summary>
    [Benchmark]
    public float Flatness() => _flatness.Extract();

    /// <summary>Computes the root mean square, without a transform.</summary>
    [Benchmark]
    public float Rms() => _rms.Extract();

    /// <summary>Computes the zero-crossing rate, without a transform.</summary>
    [Benchmark]
    public float ZeroCrossings() => _zeroCrossings.Extract();
}
