using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>
/// Synthesizes sustained sounds, from flute to synthesizer bass, with detuned oscillators and a sweeping low-pass filter.
/// </summary>
internal sealed record Oscillators : Instrument
{
    // Filter, vibrato and envelope are recomputed once per block (1.5 ms); the envelope is linear in between.
    private const int BlockLength = 32;
    private const int MostVoices = 3;

    /// <summary>Gets the waveform.</summary>
    public required Wavetable Wave { get; init; }

    /// <summary>Gets the number of oscillators, 1 to 3.</summary>
    public int VoiceCount { get; init; } = 1;

    /// <summary>Gets the detuning between the middle oscillator and its neighbours, in cents.</summary>
    public double DetuneCents { get; init; } = 8;

    /// <summary>Gets the time in seconds to full level.</summary>
    public double AttackSeconds { get; init; } = 0.01;

    /// <summary>Gets the time in seconds in which the level decays by 60 dB towards <see cref="Sustain"/>.</summary>
    public double DecaySeconds { get; init; } = 1;

    /// <summary>Gets the level while the key is held, 0 to 1.</summary>
    public double Sustain { get; init; } = 0.8;

    /// <summary>Gets the time in seconds to silence after the key is released.</summary>
    public double ReleaseSeconds { get; init; } = 0.1;

    /// <summary>Gets the lowest cut-off frequency of the filter in Hz, before it is adjusted for brightness.</summary>
    public double CutoffHertz { get; init; } = 4000;

    /// <summary>Gets how far the envelope opens the filter, in octaves.</summary>
    public double SweepOctaves { get; init; }

    /// <summary>Gets the time in seconds in which the sweep closes.</summary>
    public double SweepSeconds { get; init; } = 0.2;

    /// <summary>Gets the resonance (Q) of the filter: 0.7 for none, 8 for strong ringing.</summary>
    public double Resonance { get; init; } = 0.7;

    /// <summary>Gets the depth of the vibrato, in cents.</summary>
    public double VibratoCents { get; init; }

    /// <summary>Gets the level of breath or bow noise added to the tone.</summary>
    public double Breath { get; init; }

    /// <inheritdoc/>
    public override void Play(Span<float> destination, in Tone tone)
    {
        var random = new SeededRandom(tone.Seed);
        var noise = new NoiseSource(random.NextUInt64());
        ReadOnlySpan<float> table = Wave.For(tone.Hertz * 1.02);
        Span<uint> phases = stackalloc uint[MostVoices];
        Span<double> hertz = stackalloc double[MostVoices];
        Span<uint> steps = stackalloc uint[MostVoices];
        for (int v = 0; v < VoiceCount; v++)
        {
            phases[v] = VoiceCount == 1 ? 0 : (uint)random.NextUInt64();
            hertz[v] = tone.Hertz * Cents(DetuneCents * (v == 0 ? 0 : v == 1 ? 1 : -1));
        }

        double vibratoHertz = random.NextDouble(4.8, 6.2);
        double cutoff = CutoffHertz * Math.Pow(2, (2 * tone.Brightness) - 1 + (0.6 * (tone.Velocity - 0.7)));
        float gain = (float)(tone.Velocity * 0.5 / Math.Sqrt(VoiceCount));
        var filter = default(LowPass);
        double level = 0;
        int end = Math.Min(destination.Length, tone.HoldLength + SampleClock.Samples(ReleaseSeconds));
        for (int start = 0; start < end; start += BlockLength)
        {
            double seconds = (double)start / SampleClock.Rate;
            double vibrato = VibratoCents == 0
                ? 1
                : Cents(VibratoCents * Math.Min(1, seconds * 3) * Math.Sin(2 * Math.PI * vibratoHertz * seconds));
            for (int v = 0; v < VoiceCount; v++)
            {
                steps[v] = Wavetable.Increment(hertz[v] * vibrato);
            }

            filter.Tune(cutoff * Math.Pow(2, SweepOctaves * Math.Exp(-3 * seconds / SweepSeconds)), Resonance);
            double nextLevel = EnvelopeAt(start + BlockLength, tone.HoldLength, level);
            float ramp = (float)((nextLevel - level) / BlockLength) * gain;
            float amplitude = (float)level * gain;
            level = nextLevel;
            Span<float> block = destination[start..Math.Min(end, start + BlockLength)];
            for (int i = 0; i < block.Length; i++)
            {
                float value = Breath == 0 ? 0 : (float)Breath * noise.Next();
                for (int v = 0; v < VoiceCount; v++)
                {
                    value += Wavetable.Read(table, phases[v]);
                    phases[v] += steps[v];
                }

                block[i] += amplitude * filter.Next(value);
                amplitude += ramp;
            }
        }
    }

    private double EnvelopeAt(int sample, int holdLength, double previous)
    {
        if (sample > holdLength)
        {
            return previous * Math.Exp(-5.0 * BlockLength / (ReleaseSeconds * SampleClock.Rate));
        }

        double attackLength = AttackSeconds * SampleClock.Rate;
        return sample <= attackLength
            ? sample / attackLength
            : Sustain + ((1 - Sustain) * Math.Exp(-6.9 * (sample - attackLength) / (DecaySeconds * SampleClock.Rate)));
    }

    private static double Cents(double cents) => Math.Pow(2, cents / 1200);
}
