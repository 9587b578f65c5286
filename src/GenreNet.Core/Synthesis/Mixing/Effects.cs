namespace GenreNet.Core.Synthesis;

/// <summary>Provides effects for single tracks; each changes the samples in place.</summary>
internal static class Effects
{
    /// <summary>Simulates a guitar amplifier: distortion between two filters.</summary>
    /// <param name="samples">The guitar.</param>
    /// <param name="drive">Gain before the distortion, relative to the loudness of the guitar: 0.3 is clean, 1 overdriven, 8 heavily distorted.</param>
    /// <param name="lowHertz">Frequency in Hz below which the guitar is removed before the distortion.</param>
    /// <param name="highHertz">Frequency in Hz above which the loudspeaker is silent.</param>
    public static void Amplifier(Span<float> samples, double drive, double lowHertz = 90, double highHertz = 4500)
    {
        Equalizer.HighPass(lowHertz).Apply(samples);
        double loudness = Loudness.Of(samples);
        if (loudness == 0)
        {
            return;
        }

        float gain = (float)(drive / loudness);
        float last = 0;
        foreach (ref float sample in samples)
        {
            // A second point between two samples halves the aliasing of the distortion.
            float input = gain * sample;
            sample = 0.5f * (Bend(0.5f * (last + input)) + Bend(input));
            last = input;
        }

        Equalizer.Peak(2500, 3, 1).Apply(samples);
        Equalizer.LowPass(highHertz).Apply(samples);
        Equalizer.LowPass(highHertz).Apply(samples);
        Equalizer.HighPass(60).Apply(samples);
    }

    /// <summary>Simulates several players in unison by adding delayed copies whose delay changes slowly.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="depth">Level of the copies relative to the sound.</param>
    /// <param name="hertz">Rate in Hz at which the delay changes.</param>
    public static void Chorus(Span<float> samples, double depth, double hertz = 0.7)
    {
        float[] dry = samples.ToArray();
        for (int copy = 0; copy < 2; copy++)
        {
            for (int i = 0; i < dry.Length; i++)
            {
                double delay = SampleClock.Rate * (0.016 + (0.006 * copy) + (0.003 * Math.Sin((2 * Math.PI * hertz * i / SampleClock.Rate) + (copy * 2))));
                double at = i - delay;
                if (at >= 0)
                {
                    int left = (int)at;
                    float fraction = (float)(at - left);
                    samples[i] += (float)depth * (dry[left] + (fraction * (dry[left + 1] - dry[left])));
                }
            }
        }
    }

    /// <summary>Evens out the loudness: passages above the average are lowered.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="amount">Reduction per decibel above the average, in decibels: 0 for none, 0.75 for a ratio of 4 to 1.</param>
    public static void Compress(Span<float> samples, double amount)
    {
        double average = Loudness.Of(samples);
        if (amount == 0 || average == 0)
        {
            return;
        }

        double attack = 1 - Math.Exp(-1 / (0.008 * SampleClock.Rate));
        double release = 1 - Math.Exp(-1 / (0.15 * SampleClock.Rate));
        double power = average * average;
        double exponent = -amount / 2;
        foreach (ref float sample in samples)
        {
            double now = sample * sample;
            power += (now > power ? attack : release) * (now - power);
            double over = power / (average * average);
            sample *= over > 1 ? (float)Math.Pow(over, exponent) : 1;
        }
    }

    /// <summary>Limits peaks without audible distortion below half of the limit.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="limit">Largest absolute value of the result.</param>
    public static void Limit(Span<float> samples, float limit)
    {
        float knee = 0.5f * limit;
        foreach (ref float sample in samples)
        {
            float size = MathF.Abs(sample);
            if (size > knee)
            {
                sample = MathF.CopySign(knee + ((limit - knee) * MathF.Tanh((size - knee) / (limit - knee))), sample);
            }
        }
    }

    // Tubes limit one half of the wave earlier than the other, which adds even harmonics.
    private static float Bend(float value) => MathF.Tanh(value + 0.15f) - 0.149f;
}
