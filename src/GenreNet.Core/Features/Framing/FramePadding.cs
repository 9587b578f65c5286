namespace GenreNet.Core.Features;

/// <summary>Specifies the position of frames and the padding outside the clip.</summary>
public enum FramePadding
{
    /// <summary>Centred frames; zeros outside the clip. librosa's default, pad_mode="constant".</summary>
    Zeros,

    /// <summary>Centred frames; the first or last sample is repeated outside the clip. pad_mode="edge".</summary>
    Edge,

    /// <summary>
    /// Centred frames; the clip is mirrored at its ends, without repeating the end sample. pad_mode="reflect", torch's default.
    /// </summary>
    Reflect,

    /// <summary>The first frame starts at the first sample, and only complete frames count. center=False.</summary>
    None,
}
