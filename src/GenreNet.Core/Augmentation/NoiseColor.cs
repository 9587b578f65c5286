namespace GenreNet.Core.Augmentation;

/// <summary>Specifies the power spectrum of noise.</summary>
public enum NoiseColor
{
    /// <summary>Equal power at all frequencies: hiss.</summary>
    White,

    /// <summary>Falls by 3 dB per octave, with equal power in each octave: similar to the noise of rooms, crowds and tape.</summary>
    Pink,
}
