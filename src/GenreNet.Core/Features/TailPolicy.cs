namespace GenreNet.Core.Features;

/// <summary>Specifies how to handle the samples after the last complete segment of a clip.</summary>
public enum TailPolicy
{
    /// <summary>Drop them: 17 s make five segments of 3 s.</summary>
    Drop,

    /// <summary>
    /// Add one segment, filled with silence: 17 s make six segments of 3 s. Summaries are not filled: a remainder of one second or more is
    /// summarized as it is, a shorter one is dropped.
    /// </summary>
    Pad,

    /// <summary>
    /// Add one segment that ends with the clip and overlaps the previous one: 17 s make six segments of 3 s, the last from 14 to 17 s. No
    /// audio is lost and no silence is added. A clip shorter than a segment is handled according to <see cref="ShortClip"/>.
    /// </summary>
    Align,
}
