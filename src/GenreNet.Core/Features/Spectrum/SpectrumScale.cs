namespace GenreNet.Core.Features;

/// <summary>Specifies the unit of a spectrogram.</summary>
public enum SpectrumScale
{
    /// <summary>Squared magnitude. librosa's power=2.</summary>
    Power,

    /// <summary>Magnitude. librosa's power=1.</summary>
    Magnitude,

    /// <summary>10 log10 of the power, with a floor: librosa.power_to_db.</summary>
    Decibels,
}
