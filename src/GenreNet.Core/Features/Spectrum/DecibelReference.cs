namespace GenreNet.Core.Features;

/// <summary>Specifies the reference for 0 dB.</summary>
public enum DecibelReference
{
    /// <summary>A power of 1. librosa's default, ref=1.0.</summary>
    One,

    /// <summary>The loudest cell of the clip, so that nothing is above 0 dB. librosa's ref=np.max.</summary>
    Loudest,
}
