using GenreNet.Core.Features;

namespace GenreNet.Training.Cli;

/// <summary>Lists the features that <c>extract</c> supports, under the names used by librosa.</summary>
internal static class FeatureMenu
{
    public const string Mfcc = "mfcc";
    public const string Summary = "summary";

    /// <summary>Deltas of the MFCCs.</summary>
    public static IReadOnlyDictionary<string, DeltaOptions> Deltas { get; } = new Dictionary<string, DeltaOptions>
    {
        ["mfcc_delta"] = DeltaOptions.Delta,
        ["mfcc_delta2"] = DeltaOptions.DeltaDelta,
    };

    private static readonly Dictionary<string, Func<int, int, FrameOptions>> Features = new()
    {
        [Mfcc] = (rate, coefficients) => new MfccOptions { SampleRate = rate, CoefficientCount = coefficients },
        ["mel"] = (rate, _) => new MelSpectrogramOptions { SampleRate = rate },
        ["efficientat_mel"] = (_, _) => MelSpectrogramOptions.EfficientAt,
        ["musicnn_mel"] = (_, _) => MelSpectrogramOptions.Musicnn,
        ["mel_db"] = (rate, _) => MelSpectrogramOptions.LogMel with { SampleRate = rate },
        ["power"] = (rate, _) => new SpectrogramOptions { SampleRate = rate },
        ["power_db"] = (rate, _) => new SpectrogramOptions { SampleRate = rate, Scale = SpectrumScale.Decibels },
        ["chroma_stft"] = (rate, _) => new ChromaOptions { SampleRate = rate },
        ["spectral_contrast"] = (rate, _) => new SpectralContrastOptions { SampleRate = rate },
        ["spectral_centroid"] = (rate, _) => new SpectralCentroidOptions { SampleRate = rate },
        ["spectral_bandwidth"] = (rate, _) => new SpectralBandwidthOptions { SampleRate = rate },
        ["spectral_rolloff"] = (rate, _) => new SpectralRolloffOptions { SampleRate = rate },
        ["spectral_flatness"] = (rate, _) => new SpectralFlatnessOptions { SampleRate = rate },
        ["rms"] = (rate, _) => new RmsOptions { SampleRate = rate },
        ["zero_crossing_rate"] = (rate, _) => new ZeroCrossingRateOptions { SampleRate = rate },
    };

    /// <summary>All feature names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Features.Keys, .. Deltas.Keys, Summary];

    /// <summary>Returns the options of a frame-based feature, or null if the name refers to something else.</summary>
    /// <param name="name">Name of the feature.</param>
    /// <param name="sampleRate">Sample rate of the audio in Hz; the mel bands of pretrained networks use their own rate.</param>
    /// <param name="coefficients">MFCCs per frame.</param>
    public static FrameOptions? Options(string name, int sampleRate, int coefficients) =>
        Features.GetValueOrDefault(name)?.Invoke(sampleRate, coefficients);
}
