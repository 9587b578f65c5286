using GenreNet.Core.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>Generates noise, and adds it to signals.</summary>
/// <seealso cref="WaveformAugmentation"/>
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

/// <summary>Specifies the power spectrum of noise.</summary>
public enum NoiseColor
{
    /// <summary>Equal power at all frequencies: hiss.</summary>
    White,

    /// <summary>Falls by 3 dB per octave, with equal power in each octave: similar to the noise of rooms, crowds and tape.</summary>
    Pink,
}

/// <summary>Converts white noise to pink noise: parallel one-pole low-pass filters whose sum falls by 3 dB per octave.</summary>
/// <remarks>
/// Paul Kellet's refined filter (1999): within 0.05 dB of the slope from 0.0002 of the sample rate upwards. Scaled to a power of about one.
/// </remarks>
internal sealed class PinkFilter
{
    private static readonly double[] Poles = [0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616];
    private static readonly double[] Gains = [0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980];

    private const double Direct = 0.5362;
    private const double Delayed = 0.115926;

    // The filter raises the power of white noise by a factor of about nine.
    private const double Scale = 1.0 / 3;

    private readonly double[] _states = new double[Poles.Length];
    private double _last;

    /// <summary>Computes the next sample of pink noise.</summary>
    /// <param name="white">Next sample of white noise.</param>
    public double Next(double white)
    {
        double sum = (Direct * white) + (Delayed * _last);
        for (int i = 0; i < Poles.Length; i++)
        {
            _states[i] = (Poles[i] * _states[i]) + (Gains[i] * white);
            sum += _states[i];
        }

        _last = white;
        return sum * Scale;
    }
}
