namespace GenreNet.Core.Synthesis;

/// <summary>Simulates the reverberation of a room with parallel feedback comb filters and two all-pass filters.</summary>
/// <remarks>Schroeder, "Natural Sounding Artificial Reverberation" (1962).</remarks>
internal static class Room
{
    private static readonly double[] CombSeconds = [0.0297, 0.0371, 0.0411, 0.0437];
    private static readonly double[] AllPassSeconds = [0.005, 0.0017];

    /// <summary>Adds reverberation in place.</summary>
    /// <param name="samples">The dry signal.</param>
    /// <param name="level">Level of the reverberation relative to the dry signal.</param>
    /// <param name="seconds">Time in seconds in which the reverberation decays by 60 dB.</param>
    public static void Apply(Span<float> samples, double level, double seconds)
    {
        float[] wet = new float[samples.Length];
        foreach (double delay in CombSeconds)
        {
            Comb(samples, wet, SampleClock.Samples(delay), (float)Math.Pow(10, -3 * delay / seconds));
        }

        foreach (double delay in AllPassSeconds)
        {
            AllPass(wet, SampleClock.Samples(delay), 0.7f);
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += (float)level / CombSeconds.Length * wet[i];
        }
    }

    /// <summary>Adds a repeating echo that becomes duller with each repetition.</summary>
    /// <param name="samples">The dry signal; changed in place.</param>
    /// <param name="seconds">Time in seconds from one echo to the next.</param>
    /// <param name="feedback">Level of an echo relative to the previous one, below 1.</param>
    public static void Echo(Span<float> samples, double seconds, double feedback)
    {
        int delay = SampleClock.Samples(seconds);
        LowPass dull = default;
        dull.Tune(2500, 0.7);
        for (int i = delay; i < samples.Length; i++)
        {
            samples[i] += (float)feedback * dull.Next(samples[i - delay]);
        }
    }

    private static void Comb(ReadOnlySpan<float> source, Span<float> sum, int delay, float feedback)
    {
        float[] line = new float[delay];
        int position = 0;
        for (int i = 0; i < source.Length; i++)
        {
            float output = line[position];
            line[position] = source[i] + (feedback * output);
            sum[i] += output;
            position = position + 1 == delay ? 0 : position + 1;
        }
    }

    private static void AllPass(Span<float> samples, int delay, float gain)
    {
        float[] line = new float[delay];
        int position = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            float delayed = line[position];
            float input = samples[i] + (gain * delayed);
            line[position] = input;
            samples[i] = delayed - (gain * input);
            position = position + 1 == delay ? 0 : position + 1;
        }
    }
}
