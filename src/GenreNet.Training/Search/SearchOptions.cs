namespace GenreNet.Training.Search;

/// <summary>How a search is made, beside its space and the options that all trials share.</summary>
public sealed record SearchOptions
{
    /// <summary>How epochs are shared out. Default halving.</summary>
    public SearchKind Kind { get; init; } = SearchKind.Halving;

    /// <summary>Points of the space that are tried, one or more. Default 27: three rungs of a third each.</summary>
    public int Trials { get; init; } = 27;

    /// <summary>One trial of so many goes on from each rung, with so many times the epochs; two or more, of halving. Default 3.</summary>
    public int Eta { get; init; } = 3;

    /// <summary>Fewest epochs of the first rung, one or more, of halving. Default 3.</summary>
    public int FewestEpochs { get; init; } = 3;

    /// <summary>What says which trial is the best. Default the tracks named rightly.</summary>
    public SearchObjective Objective { get; init; } = SearchObjective.Tracks;

    /// <summary>Folds of the tracks that are not kept aside, over which a trial's figures are averaged; 0, the default, for the split's own validation tracks.</summary>
    public int Folds { get; init; }

    /// <summary>The rungs.</summary>
    /// <param name="trials">Trials that there are; a small space may have fewer than <see cref="Trials"/>.</param>
    /// <param name="epochs">Most epochs of a trial.</param>
    internal SearchPlan Plan(int trials, int epochs) => Kind == SearchKind.Random
        ? SearchPlan.Random(trials, epochs)
        : SearchPlan.Halving(trials, epochs, Eta, Math.Min(FewestEpochs, epochs));
}
