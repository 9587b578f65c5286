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
}
