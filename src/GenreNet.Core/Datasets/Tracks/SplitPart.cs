namespace GenreNet.Core.Datasets;

/// <summary>What a track is for.</summary>
public enum SplitPart
{
    /// <summary>The network learns from it.</summary>
    Train,

    /// <summary>It chooses the best epoch.</summary>
    Validation,

    /// <summary>It is looked at once, at the end.</summary>
    Test,
}
