namespace GenreNet.Core.Augmentation;

/// <summary>What a <see cref="BiquadFilter"/> lets through.</summary>
public enum FilterKind
{
    /// <summary>What lies below its frequency; 12 dB an octave above.</summary>
    LowPass,

    /// <summary>What lies above its frequency; 12 dB an octave below.</summary>
    HighPass,

    /// <summary>What lies around its frequency, which passes unchanged; 6 dB an octave on both sides.</summary>
    BandPass,
}
