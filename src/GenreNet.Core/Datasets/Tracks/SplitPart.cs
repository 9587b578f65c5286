namespace GenreNet.Core.Datasets;

/// <summary>Specifies the part of a split.</summary>
public enum SplitPart
{
    /// <summary>Tracks that the network is trained on.</summary>
    Train,

    /// <summary>Tracks that choose the best epoch.</summary>
    Validation,

    /// <summary>Tracks that are evaluated once, at the end.</summary>
    Test,
}
