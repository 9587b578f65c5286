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
}
