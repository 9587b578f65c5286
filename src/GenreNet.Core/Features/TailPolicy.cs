namespace GenreNet.Core.Features;

/// <summary>What becomes of the samples after the last whole segment of a clip.</summary>
public enum TailPolicy
{
    /// <summary>They are left out: 17 s make five segments of 3 s.</summary>
    Drop,

    /// <summary>
    /// They make one more segment, filled up with silence: 17 s make six segments of 3 s. A summary is never filled up: a second and more
    /// is summarised as it is, less is left out.
    /// </summary>
    Pad,

    /// <summary>
    /// They end one more segment, which overlaps the one before: 17 s make six segments of 3 s, the last from 14 to 17 s. Nothing is lost and no silence
    /// is added. A clip shorter than a segment is treated as <see cref="ShortClip"/> says.
    /// </summary>
    Align,
}
