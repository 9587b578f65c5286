namespace GenreNet.Training.Search;

/// <summary>
/// Ranks trials, selects those that continue, and determines their status. Pure: equal results always give equal rankings.
/// </summary>
/// <param name="plan">The rungs.</param>
/// <param name="objective">The figure by which trials are compared.</param>
public sealed class TrialRanking(SearchPlan plan, SearchObjective objective)
{
    /// <summary>Orders trials from best to worst: by the last rung reached, then by their last result, then by number.</summary>
    /// <param name="trials">The trials, in any order.</param>
    public IReadOnlyList<Trial> BestFirst(IEnumerable<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return
        [
            .. trials.OrderByDescending(t => t.Last is { IsComplete: true })
                .ThenByDescending(t => t.Last?.Rung ?? -1)
                .ThenByDescending(t => t.Last is { } last ? Score(last) : default)
                .ThenBy(t => t.Number),
        ];
    }

    /// <summary>
    /// Returns the trials of a rung: all trials for the first rung, the best of the previous rung for later ones. Failed trials never
    /// continue.
    /// </summary>
    /// <param name="trials">All trials; those of the previous rung must have completed it.</param>
    /// <param name="rung">Index of the rung, from 0.</param>
    /// <returns>The trials, ordered by number.</returns>
    public IReadOnlyList<Trial> Entering(IReadOnlyList<Trial> trials, int rung)
    {
        ArgumentNullException.ThrowIfNull(trials);
        IEnumerable<Trial> entering = rung == 0
            ? trials
            : trials.Select(t => (Trial: t, Result: t.Results.FirstOrDefault(r => r.Rung == rung - 1)))
                .Where(t => t.Result is { IsComplete: true })
                .OrderByDescending(t => Score(t.Result!)).ThenBy(t => t.Trial.Number)
                .Select(t => t.Trial);
        return [.. entering.Take(plan.Rungs[rung].TrialCount).OrderBy(t => t.Number)];
    }

    /// <summary>Returns the status of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="trials">All trials.</param>
    public TrialStatus StatusOf(Trial trial, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Last switch
        {
            null => TrialStatus.Waiting,
            { IsComplete: false } => TrialStatus.Failed,
            { Rung: var rung } when rung == plan.Rungs.Count - 1 => TrialStatus.Done,
            { Rung: var rung } when Entering(trials, rung).All(t => t.HasDone(rung)) && !Entering(trials, rung + 1).Any(t => t.Number == trial.Number) => TrialStatus.Pruned,
            _ => TrialStatus.Running,
        };
    }

    /// <summary>Returns the figures in order of priority; larger is better, and NaN is worst.</summary>
    private (double First, double Second, double Third) Score(TrialResult result) => result.IsComplete
        ? objective switch
        {
            SearchObjective.Tracks => (result.TrackAccuracy, result.SegmentAccuracy, -result.Loss),
            SearchObjective.Segments => (result.SegmentAccuracy, -result.Loss, 0),
            _ => (-result.Loss, 0, 0),
        }
        : (double.NegativeInfinity, 0, 0);
}
