using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;
using NWaves.Filters.Fda;
using NWaves.Transforms;
using NWaves.Windows;
using RealFft = GenreNet.Core.Signal.RealFft;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>Windows, Fourier transforms, cosine transforms and mel filters agree with those of NWaves.</summary>
public class NWavesSignalTests
{
    [Theory]
    [InlineData(WindowKind.Hann, WindowType.Hann)]
    [InlineData(WindowKind.Hamming, WindowType.Hamming)]
    [InlineData(WindowKind.Blackman, WindowType.Blackman)]
    [InlineData(WindowKind.Rectangular, WindowType.Rectangular)]
    public void Windows_agree_with_those_of_NWaves(WindowKind own, WindowType other)
    {
        // Both compute in double precision and round to single precision, so they can differ by one unit in the last place.
        const double tolerance = 1.2e-7;
        foreach (int length in (int[])[16, 255, 2048])
        {
            Agreement.Within(tolerance, Single(WindowFunction.Create(own, length, isSymmetric: true)), Window.OfType(other, length));
            // A periodic window is a symmetric one of one more sample, without its last.
            Agreement.Within(tolerance, Single(WindowFunction.Create(own, length)), Window.OfType(other, length + 1).AsSpan(..length));
        }
    }

    /// <summary>The Bessel function of the window of the resampler's filter.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Kaiser_windows_agree_with_those_of_NWaves(double alpha)
    {
        const int length = 301;
        double[] window = [.. Enumerable.Range(0, length).Select(n =>
        {
            double place = (2.0 * n / (length - 1)) - 1;
            return WindowFunction.BesselI0(alpha * Math.Sqrt(1 - (place * place))) / WindowFunction.BesselI0(alpha);
        })];
        // As above: one unit in the last place.
        Agreement.Within(1.2e-7, Single(window), Window.Kaiser(length, alpha));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(512)]
    [InlineData(2048)]
    [InlineData(8192)]
    public void Spectra_agree_with_those_of_NWaves_and_return_to_its_samples(int length)
    {
        // NWaves' transform in double precision, because that in single precision loses three digits at this length. A bin is about
        // sqrt(length) / 3.5, and ours rounds it by up to 6e-8 of that in each of log2(length) passes, of both signs.
        double tolerance = 2e-7 * Math.Sqrt(length);
        float[] samples = Sound.Noise(length, 11);
        var own = new RealFft(length);
        var other = new RealFft64(length);
        (float[] real, float[] imaginary) = (new float[own.BinCount], new float[own.BinCount]);
        (double[] expectedReal, double[] expectedImaginary) = (new double[own.BinCount], new double[own.BinCount]);
        own.Forward(samples, real, imaginary);
        other.Direct(samples.Select(sample => (double)sample).ToArray(), expectedReal, expectedImaginary);
        Agreement.Within(tolerance, real, Single(expectedReal));
        Agreement.Within(tolerance, imaginary, Single(expectedImaginary));

        float[] back = new float[length];
        double[] expectedBack = new double[length];
        own.Inverse(real, imaginary, back);
        other.InverseNorm(expectedReal, expectedImaginary, expectedBack);
        // The samples are below 0.5 again, with the rounding of both directions.
        Agreement.Within(1e-6, back, Single(expectedBack));
    }

    [Theory]
    [InlineData(128, 13)]
    [InlineData(40, 40)]
    [InlineData(23, 12)]
    public void Cosine_transforms_agree_with_those_of_NWaves(int inputCount, int outputCount)
    {
        float[] decibels = [.. Sound.Noise(inputCount, 5).Select(value => (80 * value) - 60)];
        float[] own = new float[outputCount];
        float[] other = new float[outputCount];
        new DiscreteCosineTransform(inputCount, outputCount).Apply(decibels, own);
        new Dct2(inputCount).DirectNorm(decibels, other);
        // NWaves adds values of up to 100 in single precision: an error of 4e-6 each, of both signs.
        Agreement.Within(1e-4, own, other);
    }

    [Theory]
    [InlineData(22_050, 2048, 128)]
    [InlineData(44_100, 2048, 128)]
    [InlineData(16_000, 512, 40)]
    public void Slaney_mel_filters_agree_with_those_of_NWaves(int sampleRate, int fftLength, int melCount)
    {
        var own = new MelFilterBank(sampleRate, fftLength, melCount, 0, sampleRate / 2.0);
        float[][] other = FilterBanks.MelBankSlaney(melCount, fftLength, sampleRate, 0, sampleRate / 2.0, true);
        for (int mel = 0; mel < melCount; mel++)
        {
            float[] dense = new float[own.BinCount];
            own.Weights(mel).CopyTo(dense.AsSpan(own.FirstBin(mel)));
            // Weights are below 0.07 and rounded to single precision, ours twice as in librosa: two units in the last place.
            Agreement.Within(1e-8, dense, other[mel]);
        }
    }

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];
}
