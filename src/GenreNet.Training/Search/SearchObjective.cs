namespace GenreNet.Training.Search;

/// <summary>What on the validation tracks says which trial is the best.</summary>
public enum SearchObjective
{
    /// <summary>The share of tracks named rightly; of equal ones the share of segments, then the loss.</summary>
    Tracks,

    /// <summary>The share of segments named rightly; of equal ones the loss.</summary>
    Segments,

    /// <summary>The cross entropy of segments. It favours networks that are as sure as they may be: smoothed labels and mixup suffer.</summary>
    Loss,
}
