using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Search;

public class TrialRankingTests
{
    private static readonly SearchPlan Plan = new([new(3, 4), new(9, 2), new(27, 1)]);
    private static readonly TrialRanking Ranking = new(Plan, SearchObjective.Tracks);

    [Fact]
    public void The_best_trials_of_a_rung_continue_in_the_order_of_their_numbers()
    {
        Trial[] trials = [Of(1, 0.5), Of(2, 0.8), Of(3, 0.4), Of(4, 0.9)];
        Assert.Equal([2, 4], Ranking.Entering(trials, 1).Select(t => t.Number));
        Assert.Equal([1, 2, 3, 4], Ranking.Entering(trials, 0).Select(t => t.Number));
    }

    [Fact]
    public void Ties_are_broken_by_segment_accuracy_then_loss_then_number()
    {
        Trial[] trials =
        [
            new(1, Nothing, [Result(0, 0.5, 0.4, 1)]), new(2, Nothing, [Result(0, 0.5, 0.5, 3)]), new(3, Nothing, [Result(0, 0.5, 0.5, 2)]), new(4, Nothing, [Result(0, 0.5, 0.5, 2)]),
        ];
        Assert.Equal([3, 4, 2, 1], Ranking.BestFirst(trials).Select(t => t.Number));
        Assert.Equal([1, 3, 4, 2], new TrialRanking(Plan, SearchObjective.Loss).BestFirst(trials).Select(t => t.Number));
    }

    [Fact]
    public void A_trial_of_a_later_rung_ranks_before_trials_of_earlier_rungs()
    {
        Trial[] trials = [Of(1, 0.9, 0.6), Of(2, 0.8, 0.7), Of(3, 0.75), Of(4, 0.1)];
        Assert.Equal([2, 1, 3, 4], Ranking.BestFirst(trials).Select(t => t.Number));
    }

    [Fact]
    public void A_failed_trial_ranks_last_and_never_continues()
    {
        var failed = new Trial(1, Nothing, [new TrialResult { Rung = 0, Failure = "The loss became NaN" }]);
        Trial[] trials = [failed, Of(2, 0.1), Of(3, 0), Of(4, 0)];
        Assert.Equal([2, 3], Ranking.Entering(trials, 1).Select(t => t.Number));
        Assert.Equal(1, Ranking.BestFirst(trials)[^1].Number);
        Assert.Equal(TrialStatus.Failed, Ranking.StatusOf(failed, trials));
    }

    [Fact]
    public void Every_trial_has_a_status()
    {
        Trial[] trials = [Of(1, 0.9, 0.6), Of(2, 0.8, 0.7, 0.75), Of(3, 0.75), Of(4, 0.1)];
        Assert.Equal([TrialStatus.Pruned, TrialStatus.Done, TrialStatus.Pruned, TrialStatus.Pruned], trials.Select(t => Ranking.StatusOf(t, trials)));
        Trial[] early = [Of(1, 0.9), Of(2), Of(3), Of(4)];
        Assert.Equal([TrialStatus.Running, TrialStatus.Waiting, TrialStatus.Waiting, TrialStatus.Waiting], early.Select(t => Ranking.StatusOf(t, early)));
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private static Trial Of(int number, params double[] accuracies) => new(number, Nothing, [.. accuracies.Select((a, rung) => Result(rung, a, a, 1 - a))]);

    private static TrialResult Result(int rung, double tracks, double segments, double loss) =>
        new() { Rung = rung, Epochs = 1, BestEpoch = 1, TrackAccuracy = tracks, SegmentAccuracy = segments, Loss = loss };
}
