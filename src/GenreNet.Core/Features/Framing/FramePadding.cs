namespace GenreNet.Core.Features;

/// <summary>Where frames lie, and what is heard outside the clip.</summary>
public enum FramePadding
{
    /// <summary>Frames are centred; outside the clip is silence. librosa's default, pad_mode="constant".</summary>
    Zeros,

    /// <summary>Frames are centred; outside the clip its first or last sample goes on. pad_mode="edge".</summary>
    Edge,

    /// <summary>Frames are centred; outside the clip it is heard backwards, without repeating the sample at the end. pad_mode="reflect", torch's default.</summary>
    Reflect,

    /// <summary>The first frame begins with the first sample, and only whole frames count. center=False.</summary>
    None,
}
