namespace GenreNet.Core.Synthesis;

/// <summary>Synthesizes a plucked string: a burst of noise circulates in a delay line and is low-pass filtered on every pass.</summary>
/// <remarks>
/// Karplus and Strong, "Digital Synthesis of Plucked-String and Drum Timbres" (1983), tuned with the all-pass filter of
/// Jaffe and Smith, "Extensions of the Karplus-Strong Plucked-String Algorithm" (1983).
/// </remarks>
internal sealed record PluckedString : Instrument
{
    private const int LongestPeriod = 2048;

    /// <summary>Gets the time in seconds in which an undamped string decays by 60 dB.</summary>
    public double DecaySeconds { get; init; } = 3;

    /// <summary>Gets the brightness of the initial noise burst, 0 (thumb) to 1 (plectrum).</summary>
    public double Edge { get; init; } = 0.5;

    /// <summary>Gets the weight of the neighbouring sample in the loop; at 0.5, high frequencies decay fastest.</summary>
    public double Softness { get; init; } = 0.3;

    /// <summary>Gets the position where the string is plucked, as a fraction of its length.</summary>
    public double PickPosition { get; init; } = 0.2;

    /// <inheritdoc/>
    public override void Play(Span<float> destination, in Tone tone)
    {
        double period = SampleClock.Rate / tone.Hertz;
        double loopDelay = period - Softness;
        int length = Math.Clamp((int)(loopDelay - 0.1), 2, LongestPeriod);
        double fraction = loopDelay - length;
        float tuning = (float)((1 - fraction) / (1 + fraction));
        float loss = (float)Math.Pow(10, -3 / (tone.Hertz * DecaySeconds));
        float softness = (float)Softness;

        Span<float> line = stackalloc float[length];
        Excite(line, tone);

        int end = Math.Min(destination.Length, tone.HoldLength + SampleClock.Samples(0.25));
        float release = (float)SampleClock.DecayFactor(0.2);
        float level = (float)tone.Velocity;
        float lastInput = 0;
        float lastOutput = 0;
        int position = 0;
        for (int i = 0; i < end; i++)
        {
            int next = position + 1 == length ? 0 : position + 1;
            float value = line[position];
            float input = loss * (value + (softness * (line[next] - value)));
            lastOutput = (tuning * (input - lastOutput)) + lastInput;
            lastInput = input;
            line[position] = lastOutput;
            position = next;
            level = i < tone.HoldLength ? level : level * release;
            destination[i] += level * value;
        }
    }

    private void Excite(Span<float> line, in Tone tone)
    {
        var noise = new NoiseSource(tone.Seed);
        double edge = Math.Clamp(Edge + (0.4 * (tone.Brightness - 0.5)) + (0.3 * (tone.Velocity - 0.7)), 0.04, 1);
        float smoothing = (float)(edge * edge);
        float smoothed = 0;
        float mean = 0;
        for (int i = 0; i < line.Length; i++)
        {
            smoothed += smoothing * (noise.Next() - smoothed);
            line[i] = smoothed;
            mean += smoothed / line.Length;
        }

        // A constant offset in the delay line would not ring; it would only decay as a step.
        float power = 0;
        foreach (ref float value in line)
        {
            value -= mean;
            power += value * value;
        }

        float scale = 0.3f / MathF.Sqrt((power / line.Length) + 1e-9f);
        int pick = Math.Max(1, (int)(PickPosition * line.Length));
        for (int i = line.Length - 1; i >= 0; i--)
        {
            line[i] = scale * (line[i] - (i >= pick ? 0.8f * line[i - pick] : 0));
        }
    }
}
