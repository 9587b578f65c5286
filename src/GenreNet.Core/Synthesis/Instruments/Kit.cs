namespace GenreNet.Core.Synthesis;

/// <summary>Defines the available drums.</summary>
internal static class Kit
{
    // Electronic.
    public static readonly Drum DeepKick = new() { SkinHertz = 48, DropOctaves = 2.2, SkinSeconds = 0.45, NoiseLevel = 0.15, NoiseSeconds = 0.02 };
    public static readonly Drum HardKick = new() { SkinHertz = 55, DropOctaves = 3, SkinSeconds = 0.3, NoiseLevel = 0.35, NoiseSeconds = 0.03 };
    public static readonly Drum Clap = new() { NoiseLevel = 0.7, NoiseSeconds = 0.22, NoiseLowHertz = 700, NoiseHighHertz = 4000 };
    public static readonly Drum ChipKick = new() { SkinHertz = 70, DropOctaves = 2.5, SkinSeconds = 0.12 };
    public static readonly Drum ChipSnare = new() { NoiseLevel = 0.7, NoiseSeconds = 0.12, NoiseLowHertz = 50, NoiseHighHertz = 9900 };

    // Acoustic.
    public static readonly Drum SoftKick = new() { SkinHertz = 62, DropOctaves = 0.8, SkinSeconds = 0.25, SkinLevel = 0.8 };
    public static readonly Drum BassDrum = new() { SkinHertz = 52, DropOctaves = 0.5, SkinSeconds = 0.6, SkinLevel = 0.9, NoiseLevel = 0.1, NoiseSeconds = 0.05, NoiseHighHertz = 800 };
    public static readonly Drum Snare = new() { SkinHertz = 190, DropOctaves = 0.3, SkinSeconds = 0.12, SkinLevel = 0.4, NoiseLevel = 0.6, NoiseSeconds = 0.2, NoiseLowHertz = 400 };
    public static readonly Drum FieldSnare = new() { SkinHertz = 240, DropOctaves = 0.2, SkinSeconds = 0.08, SkinLevel = 0.3, NoiseLevel = 0.6, NoiseSeconds = 0.13, NoiseLowHertz = 900 };
    public static readonly Drum RimShot = new() { RingHertz = [420, 1130, 1740], NoiseLevel = 0.25, NoiseSeconds = 0.05, NoiseLowHertz = 800 };
    public static readonly Drum Tambour = new() { SkinHertz = 110, DropOctaves = 0.4, SkinSeconds = 0.35, SkinLevel = 0.6, NoiseLevel = 0.15, NoiseSeconds = 0.06 };

    // Cymbals and shakers.
    public static readonly Drum ClosedHat = new() { NoiseLevel = 0.4, NoiseSeconds = 0.07, NoiseLowHertz = 6000, NoiseHighHertz = 9900 };
    public static readonly Drum OpenHat = new() { NoiseLevel = 0.4, NoiseSeconds = 0.35, NoiseLowHertz = 5000, NoiseHighHertz = 9900 };
    public static readonly Drum Ride = new() { RingHertz = [3170, 4410, 5870, 7230], NoiseLevel = 0.15, NoiseSeconds = 0.5, NoiseLowHertz = 5000, NoiseHighHertz = 9900 };
    public static readonly Drum Brush = new() { NoiseLevel = 0.25, NoiseSeconds = 0.25, NoiseLowHertz = 1500, NoiseHighHertz = 7000 };
    public static readonly Drum Shaker = new() { NoiseLevel = 0.25, NoiseSeconds = 0.09, NoiseLowHertz = 4000, NoiseHighHertz = 9000 };
    public static readonly Drum Crash = new() { RingHertz = [2210, 3650], NoiseLevel = 0.35, NoiseSeconds = 1.2, NoiseLowHertz = 2500, NoiseHighHertz = 9900 };

    // Bands.
    public static readonly Drum RockKick = new() { SkinHertz = 58, DropOctaves = 1.4, SkinSeconds = 0.28, NoiseLevel = 0.35, NoiseSeconds = 0.025, NoiseLowHertz = 1500, NoiseHighHertz = 6000 };
    public static readonly Drum BoomKick = new() { SkinHertz = 45, DropOctaves = 1.6, SkinSeconds = 0.7, NoiseLevel = 0.2, NoiseSeconds = 0.02, NoiseHighHertz = 4000 };
    public static readonly Drum RockSnare = new() { SkinHertz = 185, DropOctaves = 0.5, SkinSeconds = 0.16, SkinLevel = 0.6, NoiseLevel = 0.85, NoiseSeconds = 0.28, NoiseLowHertz = 900, NoiseHighHertz = 9000 };
    public static readonly Drum CrackSnare = new() { SkinHertz = 220, DropOctaves = 0.3, SkinSeconds = 0.1, SkinLevel = 0.5, NoiseLevel = 0.9, NoiseSeconds = 0.18, NoiseLowHertz = 1200, NoiseHighHertz = 9900 };
    public static readonly Drum LowTom = new() { SkinHertz = 90, DropOctaves = 0.6, SkinSeconds = 0.5, NoiseLevel = 0.15, NoiseSeconds = 0.08 };
    public static readonly Drum HighTom = new() { SkinHertz = 150, DropOctaves = 0.6, SkinSeconds = 0.35, NoiseLevel = 0.15, NoiseSeconds = 0.08 };
    public static readonly Drum LowConga = new() { SkinHertz = 195, DropOctaves = 0.15, SkinSeconds = 0.28, SkinLevel = 0.8, NoiseLevel = 0.12, NoiseSeconds = 0.03, NoiseHighHertz = 4000 };
    public static readonly Drum HighConga = new() { SkinHertz = 290, DropOctaves = 0.15, SkinSeconds = 0.18, SkinLevel = 0.8, NoiseLevel = 0.2, NoiseSeconds = 0.03, NoiseHighHertz = 5000 };
    public static readonly Drum Tambourine = new() { RingHertz = [7100, 8300], NoiseLevel = 0.3, NoiseSeconds = 0.12, NoiseLowHertz = 5500, NoiseHighHertz = 9900 };
    public static readonly Drum Stomp = new() { SkinHertz = 75, DropOctaves = 0.8, SkinSeconds = 0.18, NoiseLevel = 0.2, NoiseSeconds = 0.05, NoiseHighHertz = 1500 };
}
