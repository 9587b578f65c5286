using System.Numerics;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Tests.Support;
using NWaves.Filters.BiQuad;
using NWaves.Operations;
using NWaves.Signals;
using BiquadFilter = GenreNet.Core.Augmentation.BiquadFilter;
using Resampler = GenreNet.Core.Signal.Resampler;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>Filters and resampling agree with those of NWaves.</summary>
public class NWavesFilterTests
{
    private const int Rate = 22050;
    private const int NWavesFilterOrder = 101;

    public static TheoryData<FilterKind, double, double> Filters { get; } = new()
    {
        { FilterKind.LowPass, 1000, BiquadFilter.Butterworth },
        { FilterKind.LowPass, 7000, 2 },
        { FilterKind.HighPass, 400, BiquadFilter.Butterworth },
        { FilterKind.HighPass, 5000, 0.5 },
        { FilterKind.BandPass, 1500, 1 },
        { FilterKind.BandPass, 9000, 5 },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Filtered_noise_agrees_with_that_of_NWaves(FilterKind kind, double hertz, double quality)
    {
        float[] noise = Sound.Noise(20_000, 9);
        DiscreteSignal expected = Design(kind, hertz, quality).ApplyTo(new DiscreteSignal(Rate, [.. noise]));
        new BiquadFilter(kind, hertz, quality, Rate).Apply(noise);
        // NWaves filters in single precision. The poles at 400 Hz amplify its rounding of coefficients by about 1 / (1 - radius) = 12.
        Agreement.Within(1e-5, noise, expected.Samples);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Gains_agree_with_the_transfer_functions_of_NWaves(FilterKind kind, double hertz, double quality)
    {
        var own = new BiquadFilter(kind, hertz, quality, Rate);
        const int length = 512;
        ComplexDiscreteSignal response = Design(kind, hertz, quality).Tf.FrequencyResponse(length);
        for (int bin = 1; bin < length / 2; bin += 15)
        {
            // NWaves' coefficients are in single precision.
            Assert.Equal(new Complex(response.Real[bin], response.Imag[bin]).Magnitude, own.GainAt((double)bin * Rate / length), 1e-5);
        }
    }

    [Theory]
    [InlineData(44_100, 22_050)]
    [InlineData(48_000, 22_050)]
    [InlineData(16_000, 22_050)]
    [InlineData(22_050, 44_100)]
    public void Resampled_chords_agree_with_those_of_NWaves(int from, int to)
    {
        float[][] tones = [.. new[] { 220.0, 1234, 3000 }.Select(hertz => Sound.Sine(hertz, 1, from, 0.2))];
        float[] chord = [.. tones[0].Zip(tones[1], tones[2]).Select(tone => tone.First + tone.Second + tone.Third)];
        // NWaves filters before it reduces the rate, and does not compensate the delay of that filter: half its order of 101.
        int delay = from > to ? NWavesFilterOrder / 2 : 0;
        float[] own = new Resampler(from, to).Resample([.. new float[delay], .. chord[..^delay]]);
        DiscreteSignal other = Operation.Resample(new DiscreteSignal(from, chord), to);
        Assert.Equal(other.Length, own.Length);
        // Loose: NWaves interpolates with 15 lobes of a sinc, whose ripple below 0.4 of the rate is 0.1 % of the amplitude of 0.6. The ends
        // depend on what is assumed outside the clip.
        Range middle = 500..^500;
        Agreement.Within(1e-3, own.AsSpan(middle), other.Samples.AsSpan(middle));
    }

    private static BiQuadFilter Design(FilterKind kind, double hertz, double quality) => kind switch
    {
        FilterKind.LowPass => new LowPassFilter(hertz / Rate, quality),
        FilterKind.HighPass => new HighPassFilter(hertz / Rate, quality),
        _ => new BandPassFilter(hertz / Rate, quality),
    };
}
