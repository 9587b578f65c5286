namespace GenreNet.Core.Synthesis;

/// <summary>Represents a drum or cymbal: a tone that falls in pitch, ringing partials, and a burst of filtered noise.</summary>
internal sealed record Drum
{
    /// <summary>Gets the final pitch of the drum skin in Hz; 0 for no skin.</summary>
    public double SkinHertz { get; init; }

    /// <summary>Gets the number of octaves by which the pitch falls after the stroke.</summary>
    public double DropOctaves { get; init; } = 1.5;

    /// <summary>Gets the time in seconds in which the skin decays by 60 dB.</summary>
    public double SkinSeconds { get; init; } = 0.3;

    /// <summary>Gets the level of the skin.</summary>
    public double SkinLevel { get; init; } = 1;

    /// <summary>Gets the frequencies in Hz of the ringing partials of a bar, bell or shell.</summary>
    public double[] RingHertz { get; init; } = [];

    /// <summary>Gets the level of the noise.</summary>
    public double NoiseLevel { get; init; }

    /// <summary>Gets the time in seconds in which noise and partials decay by 60 dB.</summary>
    public double NoiseSeconds { get; init; } = 0.1;

    /// <summary>Gets the lower cut-off frequency of the noise in Hz.</summary>
    public double NoiseLowHertz { get; init; } = 200;

    /// <summary>Gets the upper cut-off frequency of the noise in Hz.</summary>
    public double NoiseHighHertz { get; init; } = 9000;

    /// <summary>Adds a stroke to a track.</summary>
    /// <param name="destination">The track, from the stroke to its end.</param>
    /// <param name="velocity">Velocity, 0 to 1.</param>
    /// <param name="seed">Random seed of the noise.</param>
    public void Play(Span<float> destination, double velocity, ulong seed)
    {
        PlaySkin(destination, velocity);
        PlayNoise(destination, velocity, seed);
        foreach (double hertz in RingHertz)
        {
            var ring = new DampedSine(hertz, velocity * 0.4, NoiseSeconds);
            int end = Math.Min(destination.Length, SampleClock.Samples(NoiseSeconds));
            for (int i = 0; i < end; i++)
            {
                destination[i] += (float)ring.Next();
            }
        }
    }

    private void PlaySkin(Span<float> destination, double velocity)
    {
        if (SkinHertz == 0)
        {
            return;
        }

        double phase = 0;
        double drop = Math.Pow(2, DropOctaves) - 1;
        double dropDecay = SampleClock.DecayFactor(0.12);
        double level = SkinLevel * velocity;
        double decay = SampleClock.DecayFactor(SkinSeconds);
        int end = Math.Min(destination.Length, SampleClock.Samples(SkinSeconds));
        for (int i = 0; i < end; i++)
        {
            phase += 2 * Math.PI * SkinHertz * (1 + drop) / SampleClock.Rate;
            destination[i] += (float)(level * Math.Sin(phase));
            drop *= dropDecay;
            level *= decay;
        }
    }

    private void PlayNoise(Span<float> destination, double velocity, ulong seed)
    {
        if (NoiseLevel == 0)
        {
            return;
        }

        var noise = new NoiseSource(seed);
        LowPass high = default;
        LowPass low = default;
        high.Tune(NoiseHighHertz, 0.7);
        low.Tune(NoiseLowHertz, 0.7);
        float level = (float)(NoiseLevel * velocity);
        float decay = (float)SampleClock.DecayFactor(NoiseSeconds);
        int end = Math.Min(destination.Length, SampleClock.Samples(NoiseSeconds));
        for (int i = 0; i < end; i++)
        {
            float value = high.Next(noise.Next());
            destination[i] += level * (value - low.Next(value));
            level *= decay;
        }
    }
}
