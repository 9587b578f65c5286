namespace GenreNet.Core.Augmentation;

/// <summary>How the power of noise is spread over the frequencies.</summary>
public enum NoiseColor
{
    /// <summary>The same at all frequencies: hiss.</summary>
    White,

    /// <summary>Falls by 3 dB an octave, the same in each octave: closer to rooms, crowds and tape.</summary>
    Pink,
}
