namespace GenreNet.Core.Synthesis;

/// <summary>Synthesizes a struck object that rings in a few partials: piano string, vibraphone bar, bell.</summary>
internal sealed record StruckBody : Instrument
{
    /// <summary>
    /// Gets the partials: frequency as a multiple of the fundamental, level, and decay time as a fraction of the first partial's.
    /// </summary>
    public required (double Ratio, double Level, double Decay)[] Partials { get; init; }

    /// <summary>Gets the time in seconds in which the first partial of middle C decays by 60 dB.</summary>
    public double DecaySeconds { get; init; } = 4;

    /// <summary>Gets the time in seconds to silence after the key is released.</summary>
    public double ReleaseSeconds { get; init; } = 0.3;

    /// <inheritdoc/>
    public override void Play(Span<float> destination, in Tone tone)
    {
        // Low strings ring longer.
        double decay = DecaySeconds * Math.Pow(261.6 / tone.Hertz, 0.5);
        int hold = Math.Min(destination.Length, tone.HoldLength);
        int end = Math.Min(destination.Length, tone.HoldLength + SampleClock.Samples(ReleaseSeconds));
        for (int p = 0; p < Partials.Length; p++)
        {
            (double ratio, double level, double relativeDecay) = Partials[p];
            double hertz = ratio * tone.Hertz;
            if (hertz > 0.45 * SampleClock.Rate)
            {
                continue;
            }

            // A harder or sharper stroke brings out the upper partials.
            double touch = Math.Pow(0.35 + (0.5 * tone.Brightness) + (0.5 * tone.Velocity), p);
            double seconds = Math.Max(0.03, decay * relativeDecay);
            var sine = new DampedSine(hertz, 0.4 * level * touch * tone.Velocity, seconds);
            int audible = Math.Min(hold, SampleClock.Samples(seconds));
            for (int i = 0; i < audible; i++)
            {
                destination[i] += (float)sine.Next();
            }

            if (audible < hold)
            {
                continue;
            }

            sine.SetDecay(Math.Min(seconds, ReleaseSeconds));
            for (int i = hold; i < end; i++)
            {
                destination[i] += (float)sine.Next();
            }
        }
    }
}
