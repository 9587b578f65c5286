using System.Numerics;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Every feature in double precision, frame after frame: slow, and easy to believe.</summary>
internal static class ReferenceFeatures
{
    /// <summary>The values of each frame.</summary>
    /// <param name="clip">The samples.</param>
    /// <param name="options">The feature.</param>
    /// <param name="spectra">Its <see cref="ReferenceSpectra"/>, if it has any.</param>
    public static double[][] Of(float[] clip, FrameOptions options, Complex[][]? spectra = null) => options switch
    {
        RmsOptions => [.. ReferenceFrames.Cut(clip, options).Select(frame => new[] { ReferenceDynamics.Rms(frame) })],
        ZeroCrossingRateOptions => [.. ReferenceFrames.Cut(clip, options).Select(frame => new[] { ReferenceDynamics.ZeroCrossingRate(frame) })],
        SpectralOptions spectral => Spectral(spectra ?? ReferenceSpectra.Of(clip, spectral), spectral),
        _ => throw new ArgumentException($"There is no reference for {options}."),
    };

    private static double[][] Spectral(Complex[][] spectra, SpectralOptions options)
    {
        double hertzPerBin = (double)options.SampleRate / options.FftLength;
        return options switch
        {
            StftOptions => [.. spectra.Select(bins => bins.SelectMany(x => new[] { x.Real, x.Imaginary }).ToArray())],
            SpectrogramOptions o => Spectrogram(spectra, o),
            MelSpectrogramOptions o => Mel(spectra, o),
            MfccOptions o => Cepstra(spectra, o),
            ChromaOptions o => Chroma(spectra, o),
            SpectralCentroidOptions => OfMagnitudes(spectra, m => ReferenceShape.Centroid(m, hertzPerBin)),
            SpectralBandwidthOptions o => OfMagnitudes(spectra, m => ReferenceShape.Bandwidth(m, hertzPerBin, o.Exponent)),
            SpectralRolloffOptions o => OfMagnitudes(spectra, m => ReferenceShape.Rolloff(m, hertzPerBin, o.Share)),
            SpectralFlatnessOptions => [.. spectra.Select(bins => new[] { ReferenceShape.Flatness(ReferenceSpectra.Power(bins)) })],
            SpectralContrastOptions o => Contrast(spectra, hertzPerBin, o),
            _ => throw new ArgumentException($"There is no reference for {options}."),
        };
    }

    private static double[][] OfMagnitudes(Complex[][] spectra, Func<double[], double> value) =>
        [.. spectra.Select(bins => new[] { value(ReferenceSpectra.Magnitude(bins)) })];

    private static double[][] Spectrogram(Complex[][] spectra, SpectrogramOptions options) => options.Scale switch
    {
        SpectrumScale.Power => [.. spectra.Select(ReferenceSpectra.Power)],
        SpectrumScale.Magnitude => [.. spectra.Select(ReferenceSpectra.Magnitude)],
        _ => ReferenceDecibels.Of([.. spectra.Select(ReferenceSpectra.Power)], options.TopDecibels, options.Reference),
    };

    private static double[][] Bands(Complex[][] spectra, MelOptions options) =>
        [.. spectra.Select(bins => ReferenceMel.Bands(ReferenceSpectra.Power(bins), options))];

    private static double[][] Mel(Complex[][] spectra, MelSpectrogramOptions options) => options.Scale == SpectrumScale.Power
        ? Bands(spectra, options)
        : ReferenceDecibels.Of(Bands(spectra, options), options.TopDecibels, options.Reference);

    private static double[][] Cepstra(Complex[][] spectra, MfccOptions options) =>
        [.. ReferenceDecibels.Of(Bands(spectra, options), options.TopDecibels, DecibelReference.One)
            .Select(decibels => ReferenceMel.Cepstrum(decibels, options))];

    private static double[][] Chroma(Complex[][] spectra, ChromaOptions options)
    {
        double[][] powers = [.. spectra.Select(ReferenceSpectra.Power)];
        double[][] weights = ReferenceChroma.Weights(options, options.Tuning ?? ReferenceChroma.Tuning(powers, options));
        return [.. powers.Select(power => ReferenceChroma.Classes(power, weights, options.Normalization))];
    }

    /// <summary>Peaks and valleys each have decibels of their own, as where librosa calls power_to_db twice.</summary>
    private static double[][] Contrast(Complex[][] spectra, double hertzPerBin, SpectralContrastOptions options)
    {
        (double[] Peaks, double[] Valleys)[] frames =
            [.. spectra.Select(bins => ReferenceShape.Extremes(ReferenceSpectra.Magnitude(bins), hertzPerBin, options))];
        double[][] peaks = [.. frames.Select(f => f.Peaks)];
        double[][] valleys = [.. frames.Select(f => f.Valleys)];
        if (!options.IsLinear)
        {
            peaks = ReferenceDecibels.Of(peaks, 80, DecibelReference.One);
            valleys = ReferenceDecibels.Of(valleys, 80, DecibelReference.One);
        }

        return [.. peaks.Zip(valleys, (p, v) => p.Zip(v, (peak, valley) => peak - valley).ToArray())];
    }
}
