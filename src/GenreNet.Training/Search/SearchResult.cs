using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>Represents the result of a search.</summary>
/// <param name="Search">The settings of the search.</param>
/// <param name="Space">The search space.</param>
/// <param name="Plan">The rungs.</param>
/// <param name="Trials">All trials, best first.</param>
/// <param name="BestOptions">The settings of the best trial.</param>
public sealed record SearchResult(SearchOptions Search, SearchSpace Space, SearchPlan Plan, IReadOnlyList<Trial> Trials, TrainingOptions BestOptions)
{
    /// <summary>The best trial.</summary>
    public Trial Best => Trials[0];

    /// <summary>Returns the status of a trial.</summary>
    /// <param name="trial">One of <see cref="Trials"/>.</param>
    public TrialStatus StatusOf(Trial trial) => new TrialRanking(Plan, Search.Objective).StatusOf(trial, Trials);
}

/// <summary>Represents the progress of a search, reported after each epoch and each result.</summary>
/// <param name="Epochs">Number of completed epochs, including those that trials skipped by stopping early.</param>
/// <param name="EpochCount">Total number of epochs of the search.</param>
/// <param name="Completed">The trial with its new result, if one has just been completed.</param>
public sealed record SearchProgress(int Epochs, int EpochCount, Trial? Completed = null);
