namespace GenreNet.Training.Search;

/// <summary>Which trial is better, which go on, and what became of each. Pure: the same results give the same answers.</summary>
/// <param name="plan">The rungs.</param>
/// <param name="objective">What says which trial is the better one.</param>
public sealed class TrialRanking(SearchPlan plan, SearchObjective objective)
{
    /// <summary>The best first: those that came to a later rung, then by their last result; of equal ones the earlier number.</summary>
    /// <param name="trials">Trials, in any order.</param>
    public IReadOnlyList<Trial> BestFirst(IEnumerable<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return
        [
            .. trials.OrderByDescending(t => t.Last is { IsWhole: true })
                .ThenByDescending(t => t.Last?.Rung ?? -1)
                .ThenByDescending(t => t.Last is { } last ? Score(last) : default)
                .ThenBy(t => t.Number),
        ];
    }

    /// <summary>The trials of a rung: all of the first, and of a later one the best of the rung before it. Those that could not be fitted never go on.</summary>
    /// <param name="trials">All trials; they have done the rung before.</param>
    /// <param name="rung">The rung, from 0.</param>
    /// <returns>In the order of their numbers.</returns>
    public IReadOnlyList<Trial> Entering(IReadOnlyList<Trial> trials, int rung)
    {
        ArgumentNullException.ThrowIfNull(trials);
        IEnumerable<Trial> entering = rung == 0
            ? trials
            : trials.Select(t => (Trial: t, Result: t.Results.FirstOrDefault(r => r.Rung == rung - 1)))
                .Where(t => t.Result is { IsWhole: true })
                .OrderByDescending(t => Score(t.Result!)).ThenBy(t => t.Trial.Number)
                .Select(t => t.Trial);
        return [.. entering.Take(plan.Rungs[rung].TrialCount).OrderBy(t => t.Number)];
    }

    /// <summary>What became of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="trials">All trials.</param>
    public TrialStatus StatusOf(Trial trial, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Last switch
        {
            null => TrialStatus.Waiting,
            { IsWhole: false } => TrialStatus.Failed,
            { Rung: var rung } when rung == plan.Rungs.Count - 1 => TrialStatus.Done,
            { Rung: var rung } when Entering(trials, rung).All(t => t.HasDone(rung)) && !Entering(trials, rung + 1).Any(t => t.Number == trial.Number) => TrialStatus.Pruned,
            _ => TrialStatus.Running,
        };
    }

    /// <summary>The figures in the order in which they decide; larger is better, and what is no number is worst.</summary>
    private (double First, double Second, double Third) Score(TrialResult result) => result.IsWhole
        ? objective switch
        {
            SearchObjective.Tracks => (result.TrackAccuracy, result.SegmentAccuracy, -result.Loss),
            SearchObjective.Segments => (result.SegmentAccuracy, -result.Loss, 0),
            _ => (-result.Loss, 0, 0),
        }
        : (double.NegativeInfinity, 0, 0);
}
