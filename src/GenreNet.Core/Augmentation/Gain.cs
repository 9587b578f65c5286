namespace GenreNet.Core.Augmentation;

/// <summary>Changes the level of a signal.</summary>
public static class Gain
{
    /// <summary>Makes a signal louder or softer; nothing is clipped.</summary>
    /// <param name="samples">The signal, changed in place.</param>
    /// <param name="decibels">Gain in dB, from -200 to 200; 20 are ten times the amplitude. 0 changes no sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is out of its range.</exception>
    public static void Apply(Span<float> samples, double decibels)
    {
        if (!(Math.Abs(decibels) <= 200))
        {
            throw new ArgumentOutOfRangeException(nameof(decibels), decibels, "A gain must be from -200 to 200 dB.");
        }

        Scale(samples, (float)Math.Pow(10, decibels / 20));
    }

    /// <summary>Turns a signal upside down: the same sound, other samples.</summary>
    /// <param name="samples">The signal, changed in place.</param>
    public static void Invert(Span<float> samples) => Scale(samples, -1);

    private static void Scale(Span<float> samples, float factor)
    {
        foreach (ref float sample in samples)
        {
            sample *= factor;
        }
    }
}
