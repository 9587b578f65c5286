namespace GenreNet.Training.Search;

/// <summary>How a search shares out epochs among its trials.</summary>
public enum SearchKind
{
    /// <summary>All trials for all epochs: Bergstra and Bengio, "Random search for hyper-parameter optimization" (2012).</summary>
    Random,

    /// <summary>All for a few epochs, and from rung to rung only the best go on: Jamieson and Talwalkar (2016).</summary>
    Halving,
}
