namespace GenreNet.Core.Features;

/// <summary>What becomes of the first and last frames, where the window of a delta is not full.</summary>
public enum DeltaEdges
{
    /// <summary>They take the slope of the first or last full window. librosa's default, mode="interp".</summary>
    Interpolate,

    /// <summary>The first or last frame goes on outside the clip. mode="nearest".</summary>
    Nearest,
}
