namespace GenreNet.Core.Augmentation;

/// <summary>Specifies the pass band of a <see cref="BiquadFilter"/>.</summary>
public enum FilterKind
{
    /// <summary>Passes frequencies below the cut-off; 12 dB per octave above it.</summary>
    LowPass,

    /// <summary>Passes frequencies above the cut-off; 12 dB per octave below it.</summary>
    HighPass,

    /// <summary>Passes frequencies around the centre frequency, which is unchanged; 6 dB per octave on both sides.</summary>
    BandPass,
}
