namespace GenreNet.Training.Search;

/// <summary>Represents the settings of a search, except its space and the settings that all trials share.</summary>
public sealed record SearchOptions
{
    /// <summary>How epochs are distributed. Default halving.</summary>
    public SearchKind Kind { get; init; } = SearchKind.Halving;

    /// <summary>Number of points of the space to try, one or more. Default 27, which allows three reductions to a third.</summary>
    public int Trials { get; init; } = 27;

    /// <summary>
    /// Reduction factor of halving, two or more: one in this many trials continues from each rung, with this many times the epochs. Default
    /// 3.
    /// </summary>
    public int Eta { get; init; } = 3;

    /// <summary>Minimum number of epochs of the first rung of halving, one or more. Default 3.</summary>
    public int FewestEpochs { get; init; } = 3;

    /// <summary>The figure by which the best trial is selected. Default track accuracy.</summary>
    public SearchObjective Objective { get; init; } = SearchObjective.Tracks;

    /// <summary>
    /// Number of folds of the tracks outside the test part, over which the figures of a trial are averaged; 0, the default, uses the
    /// validation tracks of the split.
    /// </summary>
    public int Folds { get; init; }

    /// <summary>Returns the rungs.</summary>
    /// <param name="trials">Number of trials; a small space can have fewer than <see cref="Trials"/>.</param>
    /// <param name="epochs">Maximum number of epochs of a trial.</param>
    internal SearchPlan Plan(int trials, int epochs) => Kind == SearchKind.Random
        ? SearchPlan.Random(trials, epochs)
        : SearchPlan.Halving(trials, epochs, Eta, Math.Min(FewestEpochs, epochs));
}

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
