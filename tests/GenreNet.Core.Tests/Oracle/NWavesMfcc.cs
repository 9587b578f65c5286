using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Transforms;
using NWaves.Windows;
using MfccOptions = GenreNet.Core.Features.MfccOptions;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>Computes MFCCs with NWaves, and adds the conventions of librosa that NWaves has no option for.</summary>
internal static class NWavesMfcc
{
    /// <summary>Computes MFCCs with NWaves' extractor, a periodic Hann window, centred frames and <c>top_db</c>.</summary>
    /// <returns><c>[frames, coefficients]</c>, row-major.</returns>
    public static float[] Of(float[] samples, MfccOptions options)
    {
        // All coefficients: the inverse transform then returns the decibels, which top_db limits.
        var extractor = new PeriodicExtractor(new NWaves.FeatureExtractors.Options.MfccOptions
        {
            SamplingRate = options.SampleRate,
            FeatureCount = options.MelCount,
            FrameSize = options.FftLength,
            HopSize = options.HopLength,
            FftSize = options.FftLength,
            FilterBank = FilterBanks.MelBankSlaney(
                options.MelCount, options.FftLength, options.SampleRate, 0, options.SampleRate / 2.0, normalizeGain: true),
            Window = WindowType.Hann,
            SpectrumType = SpectrumType.Power,
            NonLinearity = NonLinearityType.ToDecibel,
            LogFloor = 1e-10f,
            DctType = "2N",
        });
        float[] centred = new float[samples.Length + options.FftLength];
        samples.CopyTo(centred, options.FftLength / 2);
        List<float[]> rows = extractor.ComputeFrom(centred);

        var transform = new Dct2(options.MelCount);
        float[][] decibels = [.. rows.Select(row => Transformed(transform.InverseNorm, row, options.MelCount))];
        if (options.TopDecibels is { } range)
        {
            float floor = decibels.Max(row => row.Max()) - (float)range;
            decibels = [.. decibels.Select(row => (float[])[.. row.Select(value => Math.Max(value, floor))])];
        }

        return [.. decibels.SelectMany(row => Transformed(transform.DirectNorm, row, options.CoefficientCount))];
    }

    private static float[] Transformed(Action<float[], float[]> transform, float[] input, int count)
    {
        float[] output = new float[count];
        transform(input, output);
        return output;
    }

    /// <summary>Replaces NWaves' symmetric window, the only one that it has, by a periodic one.</summary>
    private sealed class PeriodicExtractor : NWaves.FeatureExtractors.MfccExtractor
    {
        public PeriodicExtractor(NWaves.FeatureExtractors.Options.MfccOptions options)
            : base(options) => Window.OfType(options.Window, options.FrameSize + 1).AsSpan(..options.FrameSize).CopyTo(_windowSamples);
    }
}
