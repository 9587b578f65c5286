namespace GenreNet.Core.Datasets;

/// <summary>Specifies the kind of a fault.</summary>
public enum FaultKind
{
    /// <summary>No audio can be decoded from the file.</summary>
    Undecodable,

    /// <summary>The file is empty or has no samples.</summary>
    Empty,

    /// <summary>The track is completely silent.</summary>
    Silent,

    /// <summary>The track is shorter than one segment.</summary>
    TooShort,

    /// <summary>The track could not be checked because a program is missing. The track itself may be good.</summary>
    Unchecked,

    /// <summary>The track can be read, but its decoder reported a problem, such as a premature end.</summary>
    Damaged,

    /// <summary>The track is much shorter than the other tracks.</summary>
    CutShort,

    /// <summary>The track contains a long silence.</summary>
    LongSilence,

    /// <summary>Many samples are at full scale, several in a row.</summary>
    Clipped,

    /// <summary>The mean of the samples is far from zero.</summary>
    DcOffset,

    /// <summary>Fields of the header contradict each other. The audio is complete, but other programs may reject the file.</summary>
    ContradictoryHeader,
}
