namespace GenreNet.Core.Synthesis;

/// <summary>Represents one band of an equalizer: a second-order filter that raises or lowers a range of frequencies.</summary>
/// <remarks>R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients". Immutable.</remarks>
internal readonly record struct Equalizer
{
    private readonly double _b0;
    private readonly double _b1;
    private readonly double _b2;
    private readonly double _a1;
    private readonly double _a2;

    private Equalizer(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

    /// <summary>Changes the level around a frequency.</summary>
    /// <param name="hertz">Centre in Hz.</param>
    /// <param name="decibels">Change at the centre in dB.</param>
    /// <param name="quality">Centre divided by the bandwidth.</param>
    public static Equalizer Peak(double hertz, double decibels, double quality)
    {
        (double a, double cosine, double alpha) = Terms(hertz, decibels, quality);
        return new Equalizer(1 + (alpha * a), -2 * cosine, 1 - (alpha * a), 1 + (alpha / a), -2 * cosine, 1 - (alpha / a));
    }

    /// <summary>Changes the level of everything below a frequency in Hz by a number of dB.</summary>
    public static Equalizer LowShelf(double hertz, double decibels)
    {
        (double a, double cosine, double alpha) = Terms(hertz, decibels, 0.7);
        double slope = 2 * Math.Sqrt(a) * alpha;
        return new Equalizer(
            a * (a + 1 - ((a - 1) * cosine) + slope),
            2 * a * (a - 1 - ((a + 1) * cosine)),
            a * (a + 1 - ((a - 1) * cosine) - slope),
            a + 1 + ((a - 1) * cosine) + slope,
            -2 * (a - 1 + ((a + 1) * cosine)),
            a + 1 + ((a - 1) * cosine) - slope);
    }

    /// <summary>Changes the level of everything above a frequency in Hz by a number of dB.</summary>
    public static Equalizer HighShelf(double hertz, double decibels)
    {
        (double a, double cosine, double alpha) = Terms(hertz, decibels, 0.7);
        double slope = 2 * Math.Sqrt(a) * alpha;
        return new Equalizer(
            a * (a + 1 + ((a - 1) * cosine) + slope),
            -2 * a * (a - 1 + ((a + 1) * cosine)),
            a * (a + 1 + ((a - 1) * cosine) - slope),
            a + 1 - ((a - 1) * cosine) + slope,
            2 * (a - 1 - ((a + 1) * cosine)),
            a + 1 - ((a - 1) * cosine) - slope);
    }

    /// <summary>Removes everything above a frequency in Hz, by 12 dB per octave.</summary>
    public static Equalizer LowPass(double hertz)
    {
        (_, double cosine, double alpha) = Terms(hertz, 0, 0.7);
        return new Equalizer((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha);
    }

    /// <summary>Removes everything below a frequency in Hz, by 12 dB per octave.</summary>
    public static Equalizer HighPass(double hertz)
    {
        (_, double cosine, double alpha) = Terms(hertz, 0, 0.7);
        return new Equalizer((1 + cosine) / 2, -1 - cosine, (1 + cosine) / 2, 1 + alpha, -2 * cosine, 1 - alpha);
    }

    /// <summary>Filters samples in place.</summary>
    public void Apply(Span<float> samples)
    {
        double state1 = 0;
        double state2 = 0;
        foreach (ref float sample in samples)
        {
            double output = (_b0 * sample) + state1;
            state1 = (_b1 * sample) - (_a1 * output) + state2;
            state2 = (_b2 * sample) - (_a2 * output);
            sample = (float)output;
        }
    }

    private static (double Amplitude, double Cosine, double Alpha) Terms(double hertz, double decibels, double quality)
    {
        double angle = 2 * Math.PI * Math.Min(hertz, 0.45 * SampleClock.Rate) / SampleClock.Rate;
        return (Math.Pow(10, decibels / 40), Math.Cos(angle), Math.Sin(angle) / (2 * quality));
    }
}
