using System.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>
/// Filters signals with two poles and two zeros: the bilinear transform of an analogue filter, exact at its frequency. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients".</remarks>
/// <example>
/// <code>
/// var filter = new BiquadFilter(FilterKind.LowPass, hertz: 4000, quality: BiquadFilter.Butterworth, sampleRate: 22050);
/// float[] samples = new float[22050];
/// filter.Apply(samples);
/// </code>
/// </example>
/// <seealso cref="WaveformAugmentation"/>
public sealed class BiquadFilter
{
    /// <summary>The quality of a Butterworth filter, which is maximally flat: 1/sqrt(2).</summary>
    public const double Butterworth = 0.70710678118654752;

    private readonly double _b0;
    private readonly double _b1;
    private readonly double _b2;
    private readonly double _a1;
    private readonly double _a2;

    /// <summary>Designs a filter.</summary>
    /// <param name="kind">Kind of filter.</param>
    /// <param name="hertz">Cut-off or centre frequency in Hz: above 0 and below half the sample rate.</param>
    /// <param name="quality">
    /// Quality Q, from 0.01 to 1000; with <see cref="Butterworth"/>, the response at the cut-off frequency is -3 dB.
    /// </param>
    /// <param name="sampleRate">Sample rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public BiquadFilter(FilterKind kind, double hertz, double quality, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!(hertz > 0 && hertz < sampleRate / 2.0))
        {
            throw new ArgumentOutOfRangeException(nameof(hertz), hertz, $"The filter frequency must be above 0 and below {sampleRate / 2.0} Hz.");
        }

        if (!(quality is >= 0.01 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "The filter quality must be from 0.01 to 1000.");
        }

        SampleRate = sampleRate;
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * hertz / sampleRate);
        double alpha = sine / (2 * quality);
        double scale = 1 / (1 + alpha);
        (double b0, double b1, double b2) = kind switch
        {
            FilterKind.LowPass => ((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2),
            FilterKind.HighPass => ((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2),
            FilterKind.BandPass => (alpha, 0.0, -alpha),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The filter kind is not defined."),
        };
        (_b0, _b1, _b2) = (b0 * scale, b1 * scale, b2 * scale);
        (_a1, _a2) = (-2 * cosine * scale, (1 - alpha) * scale);
    }

    /// <summary>Gets the sample rate of the filter design in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Filters a signal; it is assumed to be silent before its start.</summary>
    /// <param name="samples">Signal, changed in place.</param>
    public void Apply(Span<float> samples)
    {
        // Transposed direct form II in double precision: low frequencies put the poles close to the unit circle.
        double first = 0;
        double second = 0;
        foreach (ref float sample in samples)
        {
            double input = sample;
            double output = (_b0 * input) + first;
            first = (_b1 * input) - (_a1 * output) + second;
            second = (_b2 * input) - (_a2 * output);
            sample = (float)output;
        }
    }

    /// <summary>Computes the gain at a frequency as an amplitude factor.</summary>
    /// <param name="hertz">Frequency in Hz, from 0 to half the sample rate.</param>
    public double GainAt(double hertz)
    {
        var delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz / SampleRate);
        return Complex.Abs((_b0 + (delay * (_b1 + (delay * _b2)))) / (1 + (delay * (_a1 + (delay * _a2)))));
    }
}

/// <summary>Specifies the pass band of a <see cref="BiquadFilter"/>.</summary>
public enum FilterKind
{
    /// <summary>Passes frequencies below the cut-off; 12 dB per octave above it.</summary>
    LowPass,

    /// <summary>Passes frequencies above the cut-off; 12 dB per octave below it.</summary>
    HighPass,

    /// <summary>Passes frequencies around the centre frequency, which is unchanged; 6 dB per octave on both sides.</summary>
    BandPass,
}
