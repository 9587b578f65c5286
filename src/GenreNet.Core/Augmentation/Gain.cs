namespace GenreNet.Core.Augmentation;

/// <summary>Changes the level of a signal.</summary>
/// <seealso cref="WaveformAugmentation"/>
public static class Gain
{
    /// <summary>Makes a signal louder or quieter; does not clip.</summary>
    /// <param name="samples">Signal, changed in place.</param>
    /// <param name="decibels">Gain in dB, from -200 to 200; 20 is ten times the amplitude. 0 changes no sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is out of range.</exception>
    public static void Apply(Span<float> samples, double decibels)
    {
        if (!(Math.Abs(decibels) <= 200))
        {
            throw new ArgumentOutOfRangeException(nameof(decibels), decibels, "The gain must be from -200 to 200 dB.");
        }

        Scale(samples, (float)Math.Pow(10, decibels / 20));
    }

    /// <summary>Inverts the polarity of a signal: the same sound with different samples.</summary>
    /// <param name="samples">Signal, changed in place.</param>
    public static void Invert(Span<float> samples) => Scale(samples, -1);

    private static void Scale(Span<float> samples, float factor)
    {
        foreach (ref float sample in samples)
        {
            sample *= factor;
        }
    }
}
