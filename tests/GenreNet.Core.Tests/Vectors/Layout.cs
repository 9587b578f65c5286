using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>How clips are cut and windowed, and every feature with these settings.</summary>
public sealed record Layout(
    int FftLength = 2048,
    int HopLength = 512,
    FramePadding Padding = FramePadding.Zeros,
    WindowKind Window = WindowKind.Hann,
    int? WindowLength = null)
{
    /// <summary>Every kind of feature, most with several options.</summary>
    public IReadOnlyList<FrameOptions> Features =>
    [
        .. Spectral.Select(options => options with
        {
            FftLength = FftLength, HopLength = HopLength, Padding = Padding, Window = Window, WindowLength = WindowLength,
        }),

        // Frames of the samples themselves need be no power of two, but uncentred ones as long as the others.
        .. Temporal(Padding == FramePadding.None ? FftLength : FftLength - 3),
    ];

    // Octaves that have bins: a short transform has few.
    private SpectralContrastOptions Contrast => FftLength >= 512
        ? new SpectralContrastOptions()
        : new SpectralContrastOptions { MinimumHz = 3000, BandCount = 2 };

    private IEnumerable<SpectralOptions> Spectral =>
    [
        new StftOptions(),
        new SpectrogramOptions(),
        new SpectrogramOptions { Scale = SpectrumScale.Magnitude },
        new SpectrogramOptions { Scale = SpectrumScale.Decibels },
        new SpectrogramOptions { Scale = SpectrumScale.Decibels, Reference = DecibelReference.Loudest, TopDecibels = null },
        new MelSpectrogramOptions(),
        new MelSpectrogramOptions { MelCount = 41, MelFormula = MelFormula.Htk, MelNormalization = MelNormalization.None },
        new MelSpectrogramOptions { Scale = SpectrumScale.Decibels, Reference = DecibelReference.Loudest, MinimumHz = 60, MaximumHz = 8000 },
        new MfccOptions(),
        new MfccOptions { MelCount = 40, CoefficientCount = 20, Lifter = 22 },
        new MfccOptions { MelCount = 41, CoefficientCount = 1, TopDecibels = null },
        new MfccOptions { MelCount = 23, CoefficientCount = 23, MelFormula = MelFormula.Htk },
        new ChromaOptions { Tuning = 0 },
        new ChromaOptions { Tuning = 0.31, ClassCount = 24, Normalization = ChromaNormalization.Sum },
        new ChromaOptions { Tuning = -0.2, ClassCount = 7, Normalization = ChromaNormalization.Euclidean },
        new ChromaOptions { Tuning = 1, ClassCount = 5, Normalization = ChromaNormalization.None },
        new ChromaOptions(),
        new SpectralCentroidOptions(),
        new SpectralBandwidthOptions(),
        new SpectralBandwidthOptions { Exponent = 0.5 },
        new SpectralBandwidthOptions { Exponent = 8 },
        new SpectralRolloffOptions(),
        new SpectralRolloffOptions { Share = 0.3 },
        new SpectralFlatnessOptions(),
        Contrast,
        Contrast with { Quantile = 0.2 },
        Contrast with { IsLinear = true },
    ];

    private IEnumerable<FrameOptions> Temporal(int frameLength) =>
    [
        new RmsOptions { FrameLength = frameLength, HopLength = HopLength, Padding = Padding },
        new ZeroCrossingRateOptions { FrameLength = frameLength, HopLength = HopLength, Padding = Padding },
    ];
}
