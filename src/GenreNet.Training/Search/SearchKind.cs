namespace GenreNet.Training.Search;

/// <summary>Specifies how a search distributes epochs among its trials.</summary>
public enum SearchKind
{
    /// <summary>
    /// Random search, in which all trials run for all epochs: Bergstra and Bengio, "Random search for hyper-parameter optimization" (2012).
    /// </summary>
    Random,

    /// <summary>
    /// Successive halving: all trials run for a few epochs, and only the best continue from rung to rung: Jamieson and Talwalkar (2016).
    /// </summary>
    Halving,
}
