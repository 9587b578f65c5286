using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>Represents how the tracks of a piece become a recording: room, tone, dynamics and level. Immutable.</summary>
/// <remarks>
/// Each genre has values of its own, because its recordings have: a string quartet is quiet and in a hall, metal is loud and even. Every
/// piece varies them a little.
/// </remarks>
internal sealed record Mastering
{
    private const float HighestPeak = 0.94f;

    /// <summary>Gets the change below 120 Hz, in dB.</summary>
    public double Bass { get; init; }

    /// <summary>Gets the change around 300 Hz, in dB.</summary>
    public double Warmth { get; init; }

    /// <summary>Gets the change around 1 kHz, in dB.</summary>
    public double Middle { get; init; }

    /// <summary>Gets the change around 3 kHz, in dB.</summary>
    public double Presence { get; init; }

    /// <summary>Gets the change above 6 kHz, in dB.</summary>
    public double Treble { get; init; }

    /// <summary>Gets the highest frequency of the recording in Hz; old recordings are dull.</summary>
    public double BandwidthHertz { get; init; } = 9900;

    /// <summary>Gets the level of the reverberation relative to the dry sound.</summary>
    public double RoomLevel { get; init; } = 0.1;

    /// <summary>Gets the time in seconds in which the reverberation decays by 60 dB.</summary>
    public double RoomSeconds { get; init; } = 0.6;

    /// <summary>Gets the compression: reduction per decibel above the average, 0 to 0.9.</summary>
    public double Compression { get; init; } = 0.3;

    /// <summary>Gets the loudness of the recording: root mean square in dB relative to full scale.</summary>
    public double LoudnessDecibels { get; init; } = -16;

    /// <summary>Gets the level of the hiss in dB relative to full scale.</summary>
    public double HissDecibels { get; init; } = -75;

    /// <summary>Mixes tracks and makes a recording of them.</summary>
    /// <param name="tracks">Tracks of equal length.</param>
    /// <param name="random">Source of the variations of this recording.</param>
    public float[] Mix(IReadOnlyList<AudioTrack> tracks, SeededRandom random)
    {
        float[] mix = new float[tracks[0].Samples.Length];
        foreach (AudioTrack track in tracks)
        {
            (track with { Decibels = track.Decibels + Vary(random) }).AddTo(mix);
        }

        Room.Apply(mix, RoomLevel * random.NextDouble(0.8, 1.2), RoomSeconds * random.NextDouble(0.85, 1.15));
        Equalizer.HighPass(35).Apply(mix);
        Equalizer.LowShelf(120, Bass + Vary(random)).Apply(mix);
        Equalizer.Peak(300, Warmth + Vary(random), 0.7).Apply(mix);
        Equalizer.Peak(1000, Middle + Vary(random), 0.7).Apply(mix);
        Equalizer.Peak(3000, Presence + Vary(random), 0.7).Apply(mix);
        Equalizer.HighShelf(6000, Treble + Vary(random)).Apply(mix);
        if (BandwidthHertz < 9900)
        {
            Equalizer.LowPass(BandwidthHertz).Apply(mix);
        }

        Effects.Compress(mix, Compression);
        Finish(mix, random);
        return mix;
    }

    private void Finish(float[] mix, SeededRandom random)
    {
        float gain = (float)(Loudness.Factor(LoudnessDecibels + Vary(random)) / Math.Max(1e-6, Loudness.Of(mix)));
        float hiss = (float)Loudness.Factor(HissDecibels);
        var noise = new NoiseSource(random.NextUInt64());
        foreach (ref float sample in mix.AsSpan())
        {
            sample = (gain * sample) + (hiss * noise.Next());
        }

        Effects.Limit(mix, HighestPeak);
    }

    private static double Vary(SeededRandom random) => random.NextDouble(-1, 1);
}
