namespace GenreNet.Training.Search;

/// <summary>Specifies the validation figure by which the best trial is selected.</summary>
public enum SearchObjective
{
    /// <summary>The track accuracy; ties are broken by segment accuracy, then by loss.</summary>
    Tracks,

    /// <summary>The segment accuracy; ties are broken by loss.</summary>
    Segments,

    /// <summary>The cross entropy of segments. It favours confident networks, to the disadvantage of label smoothing and mixup.</summary>
    Loss,
}
