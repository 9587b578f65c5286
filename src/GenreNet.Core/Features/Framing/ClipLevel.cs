namespace GenreNet.Core.Features;

/// <summary>What a feature has to know of the whole clip.</summary>
internal struct ClipLevel
{
    /// <summary>Nothing heard yet.</summary>
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
