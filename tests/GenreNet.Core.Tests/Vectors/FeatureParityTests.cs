using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Dynamics;
using GenreNet.Core.Features.Framing;
using GenreNet.Core.Features.Mel;
using GenreNet.Core.Features.Shape;
using GenreNet.Core.Features.Spectrum;
using GenreNet.Core.Features.Tonality;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Reference;
using GenreNet.Core.Tests.Support;

using GenreNet.Core.Features.Contrast;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>Every fast path beside its definition: run as they are here, and at every vector width by <see cref="VectorWidthTests"/>.</summary>
public class FeatureParityTests
{
    // Last blocks with every number of lanes in use, clips shorter than a frame, and none at all.
    private static readonly int[] Lengths = [0, 1, 1000, 2047, 2048, 4600, 6200];

    // Tolerances: values of single precision, relative to what the feature is measured in (decibels near -100 are summed by MFCC).
    private static readonly (FrameOptions Options, double Tolerance)[] Cases =
    [
        (new MfccOptions(), 6e-4),
        (new MfccOptions { CoefficientCount = 20, Lifter = 22, HopLength = 441 }, 6e-3), // a lifter multiplies by up to 12
        (new MfccOptions { CoefficientCount = 1, MelCount = 41, FftLength = 512, HopLength = 100, MelFormula = MelFormula.Htk, MelNormalization = MelNormalization.None }, 6e-4),
        (new MfccOptions { FftLength = 4096, HopLength = 700, TopDecibels = null, Padding = FramePadding.Reflect }, 6e-4),
        (MelSpectrogramOptions.LogMel, 5e-5),
        (MelSpectrogramOptions.LogMel with { MelCount = 7, FftLength = 64, HopLength = 50, Window = WindowKind.Blackman, Padding = FramePadding.Edge }, 5e-5),
        (MelSpectrogramOptions.LogMel with { WindowLength = 1000, Window = WindowKind.Hamming, FftLength = 1024, HopLength = 3000 }, 5e-5),
        (new SpectralCentroidOptions(), 0.01),
        (new SpectralCentroidOptions { FftLength = 16, HopLength = 9, Window = WindowKind.Rectangular, Padding = FramePadding.Reflect }, 0.01),
        (new SpectralBandwidthOptions(), 0.01),
        (new SpectralBandwidthOptions { Exponent = 3, Padding = FramePadding.Edge }, 0.02),
        (new SpectralFlatnessOptions(), 3e-5),
        (new SpectralContrastOptions(), 1e-4),
        (new SpectralContrastOptions { Quantile = 0.2, IsLinear = true, BandCount = 4, Padding = FramePadding.None }, 1e-3),
        (new ChromaOptions { Tuning = 0.13 }, 1e-4),
        (new ChromaOptions { Tuning = 0, ClassCount = 30, FftLength = 4096 }, 1e-4),
        (new RmsOptions(), 1e-6),
        (new RmsOptions { FrameLength = 77, HopLength = 100, Padding = FramePadding.None }, 1e-6),
        (new ZeroCrossingRateOptions(), 1e-7),
        (new ZeroCrossingRateOptions { FrameLength = 33, HopLength = 10, Padding = FramePadding.Reflect }, 1e-7),
    ];

    public static TheoryData<int> CaseNumbers { get; } = [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void A_feature_is_what_its_definition_says(int number)
    {
        (FrameOptions options, double tolerance) = Cases[number];
        foreach (int length in Lengths)
        {
            float[] samples = Music(length);
            double[] expected = [.. Reference(samples, options).SelectMany(frame => frame)];
            float[] actual = new FeatureExtractor(options).Extract(samples);
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{options} of {length} samples: number {i} is {actual[i]}, not {expected[i]}");
            }
        }
    }

    // Where two sums are equal but for rounding, the neighbouring bin is as right.
    [Fact]
    public void Rolloff_is_a_bin_off_at_most()
    {
        var options = new SpectralRolloffOptions();
        float[] actual = new FeatureExtractor(options).Extract(Music(6200));
        Assert.All(actual.Zip(Reference(Music(6200), options)), p => Assert.True(Math.Abs(p.First - p.Second[0]) < 10.8));
    }

    [Fact]
    public void The_transform_is_the_definitions()
    {
        foreach (int length in (int[])[16, 64, 1024, 2048, 4096])
        {
            var options = new StftOptions { FftLength = length, HopLength = (length / 3) + 1 };
            double[] expected = [.. ReferenceSpectrum.Stft(Music(6000), options).SelectMany(frame => frame.SelectMany(x => (double[])[x.Real, x.Imaginary]))];
            float[] actual = new FeatureExtractor(options).Extract(Music(6000));
            Assert.All(actual.Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-5 + (1e-6 * Math.Abs(p.Second))));
        }
    }

    [Theory]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void A_stream_gives_the_bits_of_the_whole(FramePadding padding)
    {
        foreach (int length in (int[])[0, 1, 3000, 131_072, 300_001])
        {
            var extractor = new FeatureExtractor(
                new MfccOptions { Padding = padding },
                new SpectralContrastOptions { Padding = padding },
                new ChromaOptions { Padding = padding },
                new ZeroCrossingRateOptions { Padding = padding });
            float[] samples = Music(length);
            List<float> rows = [];
            long frames = extractor.Extract(() => new AudioBuffer(samples, 22050).OpenReader(), block => rows.AddRange(block));
            Assert.Equal(extractor.Extract(samples), rows);
            Assert.Equal(extractor.FrameCount(length), frames);
        }
    }

    [Fact]
    public void Features_together_are_the_features_alone()
    {
        FrameOptions[] features = [new ChromaOptions { Tuning = 0 }, new SpectralRolloffOptions(), new MfccOptions { FftLength = 1024 }, new RmsOptions()];
        float[] together = new FeatureExtractor(features).Extract(Music(6200));
        int width = features.Sum(f => f.ValueCount);
        int start = 0;
        foreach (FrameOptions feature in features)
        {
            float[] alone = new FeatureExtractor(feature).Extract(Music(6200));
            Assert.Equal(alone, Enumerable.Range(0, alone.Length).Select(i => together[(i / feature.ValueCount * width) + start + (i % feature.ValueCount)]));
            start += feature.ValueCount;
        }
    }

    private static double[][] Reference(float[] samples, FrameOptions options) => options switch
    {
        MfccOptions mfcc => ReferenceMel.Mfcc(samples, mfcc),
        MelSpectrogramOptions mel => ReferenceMel.LogMel(samples, mel),
        _ => ReferenceShape.Of(samples, options),
    };

    /// <summary>A loud tone, a weak one, and noise 60 dB below.</summary>
    private static float[] Music(int length) => [.. Sound.Noise(length, (ulong)length).Select((noise, n) =>
        (float)((0.5 * Math.Sin(0.0625 * n)) + (0.01 * Math.Sin(1.3 * n)) + (0.001 * noise)))];
}
