using System.Numerics;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Augmentation;

public class BiquadFilterTests
{
    private const int Rate = 22050;

    public static TheoryData<FilterKind, double, double> Filters { get; } = new()
    {
        { FilterKind.LowPass, 1000, BiquadFilter.Butterworth },
        { FilterKind.LowPass, 7000, 2 },
        { FilterKind.HighPass, 200, BiquadFilter.Butterworth },
        { FilterKind.HighPass, 5000, 0.5 },
        { FilterKind.BandPass, 1500, 1 },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_response_is_that_of_the_analogue_filter_at_the_warped_frequency(FilterKind kind, double cutoff, double quality)
    {
        var filter = new BiquadFilter(kind, cutoff, quality, Rate);
        const int length = 16384;
        float[] impulse = new float[length];
        impulse[0] = 1;
        filter.Apply(impulse);
        var fft = new RealFft(length);
        float[] real = new float[fft.BinCount];
        float[] imaginary = new float[fft.BinCount];
        fft.Forward(impulse, real, imaginary);
        for (int k = 1; k < fft.BinCount - 1; k += 97)
        {
            double hertz = (double)k * Rate / length;
            double measured = Complex.Abs(new Complex(real[k], imaginary[k]));
            Assert.Equal(Analogue(kind, cutoff, quality, hertz), measured, 1e-5);
            Assert.Equal(measured, filter.GainAt(hertz), 1e-5);
        }
    }

    [Fact]
    public void A_Butterworth_filter_is_three_decibels_down_at_its_frequency()
    {
        Assert.Equal(Math.Sqrt(0.5), new BiquadFilter(FilterKind.LowPass, 3000, BiquadFilter.Butterworth, Rate).GainAt(3000), 1e-12);
        Assert.Equal(Math.Sqrt(0.5), new BiquadFilter(FilterKind.HighPass, 3000, BiquadFilter.Butterworth, Rate).GainAt(3000), 1e-12);
        Assert.Equal(1, new BiquadFilter(FilterKind.BandPass, 3000, 4, Rate).GainAt(3000), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Silence_stays_silent_and_extreme_samples_stay_finite(FilterKind kind, double cutoff, double quality)
    {
        var filter = new BiquadFilter(kind, cutoff, quality, Rate);
        float[] silence = new float[1000];
        filter.Apply(silence);
        Assert.All(silence, s => Assert.Equal(0, s));
        float[] extreme = [.. Sound.Noise(4000).Select(s => s * 1e14f)];
        filter.Apply(extreme);
        Assert.All(extreme, s => Assert.True(float.IsFinite(s)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(11025, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(100, 0)]
    [InlineData(100, double.NaN)]
    public void Invalid_filters_are_rejected(double hertz, double quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BiquadFilter(FilterKind.LowPass, hertz, quality, Rate));

    private static double Analogue(FilterKind kind, double cutoff, double quality, double hertz)
    {
        var s = new Complex(0, Math.Tan(Math.PI * hertz / Rate) / Math.Tan(Math.PI * cutoff / Rate));
        Complex numerator = kind switch
        {
            FilterKind.LowPass => 1,
            FilterKind.HighPass => s * s,
            _ => s / quality,
        };
        return Complex.Abs(numerator / ((s * s) + (s / quality) + 1));
    }
}
