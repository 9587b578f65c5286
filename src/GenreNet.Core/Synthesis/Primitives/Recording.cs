using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>
/// Simulates the recording of a piece: tone controls, hiss, saturation and level differ from one track to the next, whatever its style.
/// </summary>
/// <remarks>Without this step, the average spectrum would reveal every style.</remarks>
internal static class Recording
{
    private const double LoudestPeak = 0.95;

    /// <summary>Converts a mix into a recording, in place.</summary>
    /// <param name="samples">The mix.</param>
    /// <param name="random">Source of the random choices of this recording.</param>
    public static void Master(Span<float> samples, SeededRandom random)
    {
        Room.Apply(samples, random.NextDouble(0.02, 0.35), random.NextDouble(0.3, 1.2));
        Level(samples, 1);
        Tilt(samples, random.NextDouble(-0.4, 0.5), random.NextDouble(500, 2000));
        if (random.Next(5) == 0)
        {
            Band(samples, random.NextDouble(5000, 9000));
        }

        Saturate(samples, random.NextDouble(0.3, 3));
        Level(samples, 1);
        Hiss(samples, random);
        Level(samples, LoudestPeak * random.NextDouble(0.3, 1));
    }

    private static void Level(Span<float> samples, double peak)
    {
        float highest = 1e-6f;
        foreach (float sample in samples)
        {
            highest = Math.Max(highest, Math.Abs(sample));
        }

        float gain = (float)peak / highest;
        foreach (ref float sample in samples)
        {
            sample *= gain;
        }
    }

    // Scales everything above the corner frequency by a factor of 1 + amount.
    private static void Tilt(Span<float> samples, double amount, double cornerHertz)
    {
        LowPass low = default;
        low.Tune(cornerHertz, 0.6);
        foreach (ref float sample in samples)
        {
            sample += (float)amount * (sample - low.Next(sample));
        }
    }

    private static void Band(Span<float> samples, double hertz)
    {
        LowPass low = default;
        low.Tune(hertz, 0.7);
        foreach (ref float sample in samples)
        {
            sample = low.Next(sample);
        }
    }

    private static void Saturate(Span<float> samples, double drive)
    {
        float gain = (float)drive;
        foreach (ref float sample in samples)
        {
            sample = MathF.Tanh(gain * sample);
        }
    }

    private static void Hiss(Span<float> samples, SeededRandom random)
    {
        var noise = new NoiseSource(random.NextUInt64());
        float level = (float)Math.Pow(10, random.NextDouble(-80, -50) / 20);
        foreach (ref float sample in samples)
        {
            sample += level * noise.Next();
        }
    }
}
