using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>What a search found.</summary>
/// <param name="Search">How it was made.</param>
/// <param name="Space">What was tried.</param>
/// <param name="Plan">The rungs.</param>
/// <param name="Trials">All trials, the best first.</param>
/// <param name="BestOptions">The options of the first of them.</param>
public sealed record SearchResult(SearchOptions Search, SearchSpace Space, SearchPlan Plan, IReadOnlyList<Trial> Trials, TrainingOptions BestOptions)
{
    /// <summary>The best trial.</summary>
    public Trial Best => Trials[0];

    /// <summary>What became of a trial.</summary>
    /// <param name="trial">One of <see cref="Trials"/>.</param>
    public TrialStatus StatusOf(Trial trial) => new TrialRanking(Plan, Search.Objective).StatusOf(trial, Trials);
}
