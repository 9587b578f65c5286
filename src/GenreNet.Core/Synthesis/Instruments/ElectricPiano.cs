namespace GenreNet.Core.Synthesis;

/// <summary>
/// Synthesizes an electric piano by frequency modulation: a body with its own overtones and a bright tine that decays quickly.
/// </summary>
/// <remarks>Chowning, "The Synthesis of Complex Audio Spectra by Means of Frequency Modulation" (1973).</remarks>
internal sealed record ElectricPiano : Instrument
{
    /// <summary>Gets the modulator's frequency as a multiple of the fundamental.</summary>
    public double BodyRatio { get; init; } = 1;

    /// <summary>Gets the maximum modulation index of the body, in radians.</summary>
    public double BodyIndex { get; init; } = 1.4;

    /// <summary>Gets the tine's frequency as a multiple of the fundamental.</summary>
    public double TineRatio { get; init; } = 14;

    /// <summary>Gets the level of the tine relative to the body.</summary>
    public double TineLevel { get; init; } = 0.12;

    /// <summary>Gets the time in seconds in which the body decays by 60 dB.</summary>
    public double DecaySeconds { get; init; } = 3.5;

    /// <inheritdoc/>
    public override void Play(Span<float> destination, in Tone tone)
    {
        ReadOnlySpan<float> sine = Waves.Sine.For(tone.Hertz);
        uint carrierStep = Wavetable.Increment(tone.Hertz);
        uint modulatorStep = Wavetable.Increment(tone.Hertz * BodyRatio);
        double tineHertz = tone.Hertz * TineRatio;
        float tine = tineHertz < 0.45 * SampleClock.Rate ? (float)(TineLevel * tone.Velocity * (0.4 + tone.Brightness)) : 0;
        uint tineStep = tine == 0 ? 0 : Wavetable.Increment(tineHertz);
        float tineDecay = (float)SampleClock.DecayFactor(0.25);

        // Modulation is expressed in units of the 32-bit phase: one radian is 2^32 / 2 pi.
        float depth = (float)(BodyIndex * (0.4 + tone.Brightness) * (0.3 + tone.Velocity) * 4294967296.0 / (2 * Math.PI));
        float depthDecay = (float)SampleClock.DecayFactor(DecaySeconds * 0.6);
        float level = 0;
        float target = (float)(0.5 * tone.Velocity);
        float decay = (float)SampleClock.DecayFactor(DecaySeconds);
        float release = (float)SampleClock.DecayFactor(0.3);
        uint carrier = 0;
        uint modulator = 0;
        uint tinePhase = 0;
        int end = Math.Min(destination.Length, tone.HoldLength + SampleClock.Samples(0.3));
        for (int i = 0; i < end; i++)
        {
            target *= i < tone.HoldLength ? decay : release;
            level += 0.03f * (target - level);
            float bend = depth * Wavetable.Read(sine, modulator);
            float value = Wavetable.Read(sine, unchecked(carrier + (uint)(long)bend));
            destination[i] += level * (value + (tine * Wavetable.Read(sine, tinePhase)));
            depth *= depthDecay;
            tine *= tineDecay;
            carrier += carrierStep;
            modulator += modulatorStep;
            tinePhase += tineStep;
        }
    }
}
