using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>
/// Synthesizes a voice that sings or speaks syllables without words: a consonant of noise, then a vowel that glides to another one.
/// </summary>
/// <remarks>
/// Parallel formants: Klatt, "Software for a cascade/parallel formant synthesizer" (1980). Vowels of Peterson and Barney, "Control Methods
/// Used in a Study of the Vowels" (1952).
/// </remarks>
internal sealed record Singer : Instrument
{
    private const int BlockLength = 32;

    // Formants in Hz: a, e, i, o, u and the neutral vowel.
    private static readonly double[][] Vowels =
        [[730, 1090, 2440, 3400], [530, 1840, 2480, 3500], [300, 2290, 3010, 3600], [570, 840, 2410, 3300], [320, 900, 2240, 3300], [490, 1350, 2450, 3400]];

    private static readonly double[] Bandwidths = [90, 110, 160, 250];
    private static readonly float[] Levels = [1, 0.6f, 0.35f, 0.25f];

    /// <summary>Gets the size of the mouth: 1 for a man, 1.17 for a woman.</summary>
    public double FormantScale { get; init; } = 1;

    /// <summary>Gets the depth of the vibrato of long notes, in cents.</summary>
    public double VibratoCents { get; init; } = 25;

    /// <summary>Gets how far below its pitch a note starts, in cents.</summary>
    public double ScoopCents { get; init; } = 90;

    /// <summary>Gets how far the pitch falls during a note, in cents.</summary>
    public double FallCents { get; init; }

    /// <summary>Gets the level of the consonants.</summary>
    public double Consonants { get; init; } = 0.35;

    /// <summary>Gets the level of breath noise.</summary>
    public double Breath { get; init; } = 0.03;

    /// <summary>Gets the roughness, 0 (clear) to 1 (hoarse).</summary>
    public double Roughness { get; init; }

    /// <inheritdoc/>
    public override void Play(Span<float> destination, in Tone tone)
    {
        var random = new SeededRandom(tone.Seed);
        var noise = new NoiseSource(random.NextUInt64());
        double[] from = Vowels[random.Next(Vowels.Length)];
        double[] to = Vowels[random.Next(Vowels.Length)];
        double vibratoHertz = random.NextDouble(5, 6);
        double drift = random.NextDouble(-12, 12);
        ReadOnlySpan<float> table = Waves.Saw.For(tone.Hertz * 1.03);
        Span<BandPass> formants = stackalloc BandPass[4];
        formants.Clear();
        uint phase = 0;
        float level = 0;
        float jitter = 0;
        int end = Math.Min(destination.Length, tone.HoldLength + SampleClock.Samples(0.12));
        for (int start = 0; start < end; start += BlockLength)
        {
            double seconds = (double)start / SampleClock.Rate;
            double held = Math.Min(1, (double)start / Math.Max(1, tone.HoldLength));
            jitter += 0.2f * ((60 * (float)Roughness * noise.Next()) - jitter);
            double cents = drift + jitter - (ScoopCents * Math.Exp(-seconds / 0.045)) - (FallCents * held)
                + (VibratoCents * Math.Clamp((seconds - 0.25) * 3, 0, 1) * Math.Sin(2 * Math.PI * vibratoHertz * seconds));
            uint step = Wavetable.Increment(tone.Hertz * Math.Pow(2, cents / 1200));
            double glide = Math.Clamp((seconds - 0.06) / 0.15, 0, 1);
            for (int f = 0; f < formants.Length; f++)
            {
                formants[f].Tune(FormantScale * (from[f] + (glide * (to[f] - from[f]))), FormantScale * Bandwidths[f]);
            }

            float target = start < tone.HoldLength ? (float)(tone.Velocity * (1 - (0.35 * held))) : 0;
            Span<float> block = destination[start..Math.Min(end, start + BlockLength)];
            for (int i = 0; i < block.Length; i++)
            {
                level += 0.0018f * (target - level);
                float value = Wavetable.Read(table, phase) + ((float)Breath * noise.Next());
                phase += step;
                float sum = 0;
                for (int f = 0; f < formants.Length; f++)
                {
                    sum += Levels[f] * (0.6f + (0.8f * (float)tone.Brightness * (f > 1 ? 1 : 0.5f))) * formants[f].Next(value);
                }

                block[i] += 1.5f * level * sum;
            }
        }

        Speak(destination[..end], tone, random);
    }

    // Half of the syllables start with a consonant: a hiss (s, f) or a short burst (t, k).
    private void Speak(Span<float> destination, in Tone tone, SeededRandom random)
    {
        bool isHiss = random.NextDouble() < 0.4;
        double hertz = isHiss ? random.NextDouble(4500, 7500) : random.NextDouble(1800, 4000);
        double seconds = isHiss ? random.NextDouble(0.07, 0.12) : random.NextDouble(0.02, 0.04);
        if (random.NextDouble() < 0.4 || Consonants == 0)
        {
            return;
        }

        var noise = new NoiseSource(random.NextUInt64());
        BandPass band = default;
        band.Tune(hertz, 0.5 * hertz);
        float level = (float)(Consonants * tone.Velocity);
        float decay = (float)SampleClock.DecayFactor(2 * seconds);
        int end = Math.Min(destination.Length, SampleClock.Samples(2 * seconds));
        for (int i = 0; i < end; i++)
        {
            destination[i] += level * band.Next(noise.Next());
            level *= decay;
        }
    }
}
