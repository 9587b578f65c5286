namespace GenreNet.Core.Datasets;

/// <summary>What may be wrong with a track.</summary>
public enum FaultKind
{
    /// <summary>No audio comes out of it.</summary>
    Undecodable,

    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is silent from beginning to end.</summary>
    Silent,

    /// <summary>It is shorter than one segment.</summary>
    TooShort,

    /// <summary>It could not be looked at, because a program is missing. The track itself may be good.</summary>
    Unchecked,

    /// <summary>It can be read, but its decoder had something to say, such as an end that comes too early.</summary>
    Damaged,

    /// <summary>It is much shorter than the other tracks.</summary>
    CutShort,

    /// <summary>It holds a long silence.</summary>
    LongSilence,

    /// <summary>Many samples lie at full scale, several in a row.</summary>
    Clipped,

    /// <summary>The mean of its samples is far from zero.</summary>
    DcOffset,

    /// <summary>Fields of its header contradict each other. Its audio is complete, but other programs may refuse it.</summary>
    ContradictoryHeader,
}
