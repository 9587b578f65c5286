using System.Numerics;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Reference;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>How far apart values may be that single and double precision give, and whether they are.</summary>
internal static class Agreement
{
    /// <summary>Fails where a value is further from the reference's than its feature allows.</summary>
    /// <param name="options">The feature.</param>
    /// <param name="actual">Its rows.</param>
    /// <param name="clip">The clip they are of.</param>
    /// <param name="spectra">The clip's spectra, where they are at hand.</param>
    public static void Check(FrameOptions options, float[] actual, float[] clip, Complex[][]? spectra = null)
    {
        if (options is not SpectralRolloffOptions rolloff)
        {
            Check(options, actual, ReferenceFeatures.Of(clip, options, spectra));
            return;
        }

        // A running sum of 2049 terms in single precision, each rounded to 6e-8: more is as unlikely as all rounded the same way.
        // A roll-off may be any bin that a share within that of the given one has.
        const double Rounding = 2e-5;
        double[][] lowest = ReferenceFeatures.Of(clip, rolloff with { Share = rolloff.Share - Rounding }, spectra);
        double[][] highest = ReferenceFeatures.Of(clip, rolloff with { Share = rolloff.Share + Rounding }, spectra);
        for (int frame = 0; frame < actual.Length; frame++)
        {
            Assert.InRange(actual[frame], lowest[frame][0] * (1 - 1e-6), highest[frame][0] * (1 + 1e-6));
        }
    }

    /// <summary>Fails where a value is further from the expected one than its feature allows.</summary>
    public static void Check(FrameOptions options, float[] actual, double[][] expected)
    {
        Assert.Equal(expected.Sum(frame => frame.Length), actual.Length);
        double allowed = Allowed(options);
        for (int frame = 0; frame < expected.Length; frame++)
        {
            float[] row = actual[(frame * options.ValueCount)..((frame + 1) * options.ValueCount)];
            double unit = Unit(options, expected[frame]);
            for (int i = 0; i < row.Length; i++)
            {
                double difference = Difference(options, row[i], expected[frame][i]);

                // Not "is above": what is not a number must fail.
                if (!(difference <= allowed * unit))
                {
                    Assert.Fail($"Frame {frame} of {expected.Length}, value {i}: {row[i]:R} instead of {expected[frame][i]:R}, "
                        + $"{difference / unit:E2} apart where {allowed:E2} is allowed; {options}");
                }
            }
        }
    }

    /// <summary>Magnitudes, not powers, are what a transform rounds evenly.</summary>
    private static double Difference(FrameOptions options, double actual, double expected) =>
        IsPower(options) ? Math.Abs(Math.Sqrt(actual) - Math.Sqrt(expected)) : Math.Abs(actual - expected);

    /// <summary>What the difference is measured in: the largest value of the frame, the value itself, or the unit of the feature.</summary>
    private static double Unit(FrameOptions options, double[] expected) => options switch
    {
        _ when IsPower(options) => Math.Sqrt(expected.Max()),
        StftOptions or SpectrogramOptions { Scale: SpectrumScale.Magnitude } or SpectralContrastOptions { IsLinear: true } => expected.Max(Math.Abs),
        SpectralFlatnessOptions or RmsOptions => expected[0],
        SpectralCentroidOptions or SpectralBandwidthOptions => options.SampleRate / 2.0,
        _ => 1,
    };

    private static double Allowed(FrameOptions options) => options switch
    {
        // Ten to twelve stages, each rounding to 6e-8 of the size of the numbers: of the largest bin, a few times that.
        StftOptions or SpectrogramOptions { Scale: not SpectrumScale.Decibels } or MelSpectrogramOptions { Scale: SpectrumScale.Power } => 1e-6,

        // The same 3e-7 of the largest bin is 0.5e-3 of the power of a bin 60 dB below it: 0.003 dB.
        SpectrogramOptions or MelSpectrogramOptions or SpectralContrastOptions { IsLinear: false } => 5e-3,

        // Errors of the bands, weighted by cosines whose squares add up to 1.
        MfccOptions o => 2e-3 * (1 + (o.Lifter / 2)),

        // A running sum over 2049 bins: each addition rounds to 6e-8, and the root of 2049 of them is 3e-6.
        ChromaOptions or SpectralContrastOptions => 1e-5,

        // The same sums in parts of 64 bins.
        SpectralCentroidOptions or SpectralBandwidthOptions => 3e-6,

        // A mean of logarithms up to 33, whose running sum is rounded to 3e-6 of itself: 1e-4, of which the exponential is taken.
        SpectralFlatnessOptions => 4e-4,
        _ => 5e-6,
    };

    private static bool IsPower(FrameOptions options) => options
        is SpectrogramOptions { Scale: SpectrumScale.Power }
        or MelSpectrogramOptions { Scale: SpectrumScale.Power }
        or ChromaOptions { Normalization: ChromaNormalization.None };
}
