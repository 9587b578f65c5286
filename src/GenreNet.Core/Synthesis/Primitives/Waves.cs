namespace GenreNet.Core.Synthesis;

/// <summary>Defines the waveforms, each by its spectrum.</summary>
internal static class Waves
{
    public static readonly Wavetable Sine = new(k => k == 1 ? 1 : 0);
    public static readonly Wavetable Saw = new(k => 1.0 / k);
    public static readonly Wavetable Square = new(k => Invalid(k) / k);
    public static readonly Wavetable Triangle = new(k => k % 4 == 1 ? 1.0 / (k * k) : k % 4 == 3 ? -1.0 / (k * k) : 0);
    public static readonly Wavetable NarrowPulse = new(k => Math.Sin(Math.PI * k / 8) / k);
    public static readonly Wavetable QuarterPulse = new(k => Math.Sin(Math.PI * k / 4) / k);

    /// <summary>Organ with drawbar setting 88 8040 20.</summary>
    public static readonly Wavetable Drawbars = new(k => k switch { 1 => 1, 2 => 0.9, 3 => 0.75, 4 => 0.45, 6 => 0.25, 8 => 0.3, _ => 0 });

    /// <summary>Closed pipe: odd harmonics, and some even ones at higher frequencies.</summary>
    public static readonly Wavetable Clarinet = new(k => (Invalid(k) + (k > 6 ? 0.4 : 0.05)) / Math.Pow(k, 1.3));

    /// <summary>Free reed: strong overtones up to 3 kHz.</summary>
    public static readonly Wavetable Reed = new(k => 1 / Math.Pow(k, 0.7) / (1 + Math.Pow(k / 9.0, 4)));

    /// <summary>Brass: emphasis on the third and fourth harmonics.</summary>
    public static readonly Wavetable Brass = new(k => (0.5 + Math.Exp(-(k - 3.5) * (k - 3.5) / 4)) / Math.Pow(k, 0.9));

    private static double Invalid(int harmonic) => harmonic & 1;
}
