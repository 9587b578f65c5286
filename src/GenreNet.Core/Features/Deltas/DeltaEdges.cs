namespace GenreNet.Core.Features;

/// <summary>Specifies how deltas are computed for the first and last frames, where the window is incomplete.</summary>
public enum DeltaEdges
{
    /// <summary>Use the slope of the first or last complete window. librosa's default, mode="interp".</summary>
    Interpolate,

    /// <summary>Repeat the first or last frame outside the clip. mode="nearest".</summary>
    Nearest,
}
