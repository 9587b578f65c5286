namespace GenreNet.Core.Features;

/// <summary>Holds what a feature needs to know about the complete clip.</summary>
internal struct ClipLevel
{
    /// <summary>The initial state, before any audio.</summary>
    public static readonly ClipLevel Unknown = new() { Loudest = float.NegativeInfinity, LoudestValley = float.NegativeInfinity };

    /// <summary>The loudest cell, in the feature's own unit.</summary>
    public float Loudest;

    /// <summary>The loudest of spectral contrast's valleys, in dB.</summary>
    public float LoudestValley;

    /// <summary>The spectral peaks that the tuning is estimated from.</summary>
    public PitchPeaks? Peaks;

    /// <summary>The class filters for the estimated tuning, once it is known.</summary>
    public Signal.ChromaFilterBank? Tuned;
}
