using GenreNet.Core.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>Generates noise, and adds it to signals.</summary>
public static class BackgroundNoise
{
    /// <summary>Generates noise.</summary>
    /// <param name="noise">Receives the noise, normally distributed, with a power of about one.</param>
    /// <param name="color">Color of the noise.</param>
    /// <param name="random">Random generator.</param>
    /// <exception cref="ArgumentOutOfRangeException">The color is not defined.</exception>
    public static void Fill(Span<float> noise, NoiseColor color, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!Enum.IsDefined(color))
        {
            throw new ArgumentOutOfRangeException(nameof(color), color, "The noise colour is not defined.");
        }

        var pink = new PinkFilter();
        foreach (ref float sample in noise)
        {
            double white = random.NextGaussian();
            sample = (float)(color == NoiseColor.Pink ? pink.Next(white) : white);
        }
    }

    /// <summary>
    /// Adds noise at an exact signal-to-noise ratio, measured over the complete signal. Silence, which has no such ratio, is not changed.
    /// </summary>
    /// <param name="samples">Signal, changed in place.</param>
    /// <param name="color">Color of the noise.</param>
    /// <param name="decibels">Signal-to-noise ratio in dB, from -100 to 200.</param>
    /// <param name="random">Random generator.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is out of range, or the color is not defined.</exception>
    public static void Add(Span<float> samples, NoiseColor color, double decibels, SeededRandom random)
    {
        if (!(decibels is >= -100 and <= 200))
        {
            throw new ArgumentOutOfRangeException(nameof(decibels), decibels, "The signal-to-noise ratio must be from -100 to 200 dB.");
        }

        float[] noise = new float[samples.Length];
        Fill(noise, color, random);
        double noiseEnergy = Energy(noise);
        if (noiseEnergy == 0)
        {
            return;
        }

        double scale = Math.Sqrt(Energy(samples) / noiseEnergy) * Math.Pow(10, -decibels / 20);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += (float)(scale * noise[i]);
        }
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        return sum;
    }
}
