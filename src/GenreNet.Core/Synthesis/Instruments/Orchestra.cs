namespace GenreNet.Core.Synthesis;

/// <summary>Defines the available instruments.</summary>
internal static class Orchestra
{
    // Plucked strings.
    public static readonly Instrument NylonGuitar = new PluckedString { DecaySeconds = 2, Edge = 0.42, Softness = 0.42, PickPosition = 0.3 };
    public static readonly Instrument SteelGuitar = new PluckedString { DecaySeconds = 3.5, Edge = 0.75, Softness = 0.18, PickPosition = 0.15 };
    public static readonly Instrument Harp = new PluckedString { DecaySeconds = 4, Edge = 0.5, Softness = 0.25, PickPosition = 0.45 };
    public static readonly Instrument UprightBass = new PluckedString { DecaySeconds = 1.6, Edge = 0.2, Softness = 0.5, PickPosition = 0.4 };

    // Keyboards and mallet instruments.
    public static readonly Instrument Piano = new StruckBody
    {
        DecaySeconds = 5,
        Partials =
        [
            (1, 1, 1), (2.002, 0.6, 0.8), (3.006, 0.4, 0.65), (4.014, 0.25, 0.5), (5.03, 0.18, 0.4), (6.05, 0.12, 0.3), (8.1, 0.08, 0.2),
        ],
    };

    public static readonly Instrument Vibraphone = new StruckBody
    {
        DecaySeconds = 5,
        ReleaseSeconds = 0.8,
        Partials = [(1, 1, 1), (3.98, 0.35, 0.3), (10.6, 0.12, 0.08)],
    };

    public static readonly Instrument Glockenspiel = new StruckBody
    {
        DecaySeconds = 3,
        ReleaseSeconds = 1,
        Partials = [(1, 1, 1), (2.76, 0.5, 0.5), (5.4, 0.35, 0.25), (8.93, 0.2, 0.1)],
    };

    public static readonly Instrument TinePiano = new ElectricPiano();
    public static readonly Instrument GlassPiano = new ElectricPiano { BodyRatio = 2, BodyIndex = 0.9, TineRatio = 7, TineLevel = 0.2, DecaySeconds = 5 };

    // Organs, winds, reeds and bowed strings.
    public static readonly Instrument Organ = new Oscillators { Wave = Waves.Drawbars, Sustain = 1, CutoffHertz = 6000, VibratoCents = 6 };
    public static readonly Instrument Flute = new Oscillators { Wave = Waves.Triangle, AttackSeconds = 0.06, Sustain = 0.9, CutoffHertz = 3000, VibratoCents = 14, Breath = 0.12 };
    public static readonly Instrument Clarinet = new Oscillators { Wave = Waves.Clarinet, AttackSeconds = 0.03, Sustain = 0.9, CutoffHertz = 3000, VibratoCents = 8, Breath = 0.03 };
    public static readonly Instrument Brass = new Oscillators { Wave = Waves.Brass, VoiceCount = 2, DetuneCents = 6, AttackSeconds = 0.03, CutoffHertz = 1800, SweepOctaves = 1, SweepSeconds = 0.5, VibratoCents = 5 };
    public static readonly Instrument Accordion = new Oscillators { Wave = Waves.Reed, VoiceCount = 3, DetuneCents = 11, AttackSeconds = 0.04, Sustain = 0.95, CutoffHertz = 4500 };
    public static readonly Instrument Fiddle = new Oscillators { Wave = Waves.Saw, AttackSeconds = 0.05, Sustain = 0.85, CutoffHertz = 3500, VibratoCents = 16, Breath = 0.05 };
    public static readonly Instrument Strings = new Oscillators { Wave = Waves.Saw, VoiceCount = 3, DetuneCents = 9, AttackSeconds = 0.18, ReleaseSeconds = 0.4, Sustain = 0.9, CutoffHertz = 2200, VibratoCents = 10 };

    // Synthesizers.
    public static readonly Instrument WarmPad = new Oscillators { Wave = Waves.Saw, VoiceCount = 3, DetuneCents = 12, AttackSeconds = 0.6, ReleaseSeconds = 1.2, Sustain = 0.9, CutoffHertz = 700, SweepOctaves = 0.8, SweepSeconds = 3 };
    public static readonly Instrument HollowPad = new Oscillators { Wave = Waves.Square, VoiceCount = 2, DetuneCents = 7, AttackSeconds = 0.4, ReleaseSeconds = 0.9, Sustain = 0.9, CutoffHertz = 1100 };
    public static readonly Instrument SawStab = new Oscillators { Wave = Waves.Saw, VoiceCount = 3, DetuneCents = 10, DecaySeconds = 0.5, Sustain = 0.1, ReleaseSeconds = 0.12, CutoffHertz = 900, SweepOctaves = 2, SweepSeconds = 0.25, Resonance = 1.2 };
    public static readonly Instrument SawLead = new Oscillators { Wave = Waves.Saw, VoiceCount = 2, DetuneCents = 7, Sustain = 0.7, CutoffHertz = 2500, SweepOctaves = 1, Resonance = 1.5, VibratoCents = 5 };
    public static readonly Instrument AcidSynth = new Oscillators { Wave = Waves.Saw, DecaySeconds = 0.4, Sustain = 0.3, ReleaseSeconds = 0.05, CutoffHertz = 350, SweepOctaves = 2.5, SweepSeconds = 0.18, Resonance = 5 };
    public static readonly Instrument SynthBass = new Oscillators { Wave = Waves.Square, DecaySeconds = 0.6, Sustain = 0.5, ReleaseSeconds = 0.05, CutoffHertz = 400, SweepOctaves = 1.2, SweepSeconds = 0.15 };
    public static readonly Instrument SubBass = new Oscillators { Wave = Waves.Triangle, DecaySeconds = 1.5, Sustain = 0.7, ReleaseSeconds = 0.08, CutoffHertz = 300 };
    public static readonly Instrument Square = new Oscillators { Wave = Waves.Square, AttackSeconds = 0.003, DecaySeconds = 0.5, Sustain = 0.5, ReleaseSeconds = 0.03, CutoffHertz = 9000 };
    public static readonly Instrument QuarterPulse = new Oscillators { Wave = Waves.QuarterPulse, AttackSeconds = 0.003, DecaySeconds = 0.4, Sustain = 0.5, ReleaseSeconds = 0.03, CutoffHertz = 9000, VibratoCents = 6 };
    public static readonly Instrument NarrowPulse = new Oscillators { Wave = Waves.NarrowPulse, AttackSeconds = 0.003, DecaySeconds = 0.3, Sustain = 0.4, ReleaseSeconds = 0.03, CutoffHertz = 9000 };
    public static readonly Instrument Triangle = new Oscillators { Wave = Waves.Triangle, AttackSeconds = 0.003, Sustain = 0.9, ReleaseSeconds = 0.03, CutoffHertz = 9000 };

    // Bands: guitars and basses for an amplifier, wind instruments, voices.
    public static readonly Instrument ElectricGuitar = new PluckedString { DecaySeconds = 4.5, Edge = 0.6, Softness = 0.3, PickPosition = 0.22 };
    public static readonly Instrument MutedGuitar = new PluckedString { DecaySeconds = 0.45, Edge = 0.6, Softness = 0.42, PickPosition = 0.15 };
    public static readonly Instrument ElectricBass = new PluckedString { DecaySeconds = 2.5, Edge = 0.3, Softness = 0.4, PickPosition = 0.3 };
    public static readonly Instrument SlapBass = new PluckedString { DecaySeconds = 2, Edge = 0.6, Softness = 0.3, PickPosition = 0.1 };
    public static readonly Instrument Banjo = new PluckedString { DecaySeconds = 0.8, Edge = 0.85, Softness = 0.25, PickPosition = 0.08 };
    public static readonly Instrument PedalSteel = new Oscillators { Wave = Waves.Reed, VoiceCount = 2, DetuneCents = 3, AttackSeconds = 0.12, Sustain = 0.8, CutoffHertz = 2600, VibratoCents = 22 };
    public static readonly Instrument Harmonica = new Oscillators { Wave = Waves.Reed, VoiceCount = 2, DetuneCents = 5, AttackSeconds = 0.05, Sustain = 0.9, CutoffHertz = 3800, VibratoCents = 20, Breath = 0.06 };
    public static readonly Instrument Saxophone = new Oscillators { Wave = Waves.Brass, AttackSeconds = 0.045, Sustain = 0.85, CutoffHertz = 2400, SweepOctaves = 0.7, SweepSeconds = 0.3, VibratoCents = 18, Breath = 0.1 };
    public static readonly Instrument Trumpet = new Oscillators { Wave = Waves.Brass, AttackSeconds = 0.025, Sustain = 0.85, CutoffHertz = 3200, SweepOctaves = 0.8, SweepSeconds = 0.2, VibratoCents = 10, Breath = 0.03 };
    public static readonly Instrument MaleVoice = new Singer();
    public static readonly Instrument FemaleVoice = new Singer { FormantScale = 1.17, Breath = 0.06 };
    public static readonly Instrument Rapper = new Singer { VibratoCents = 0, ScoopCents = -60, FallCents = 250, Consonants = 0.7, Breath = 0.06, Roughness = 0.3 };
    public static readonly Instrument Shouter = new Singer { VibratoCents = 8, Consonants = 0.4, Breath = 0.25, Roughness = 1, FormantScale = 0.95 };
}
