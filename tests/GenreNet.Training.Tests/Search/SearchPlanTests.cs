using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Search;

public class SearchPlanTests
{
    [Fact]
    public void The_plan_matches_the_bracket_of_the_paper()
    {
        // Hyperband, table 1, s = 4: 81 trials for 1 of 81 epochs, a third of them for three times as many, ...
        Assert.Equal([new(1, 81), new(3, 27), new(9, 9), new(27, 3), new(81, 1)], SearchPlan.Halving(81, 81, eta: 3, fewestEpochs: 1).Rungs);
        Assert.Equal(81 + (27 * 2) + (9 * 6) + (3 * 18) + 54, SearchPlan.Halving(81, 81, 3, 1).EpochCount);
    }

    [Fact]
    public void Random_search_trains_all_trials_for_all_epochs()
    {
        Assert.Equal([new(40, 12)], SearchPlan.Random(12, 40).Rungs);
        Assert.Equal(480, SearchPlan.Random(12, 40).EpochCount);
    }

    [Theory]
    [InlineData(27, 60, 3, 3)]
    [InlineData(10, 100, 4, 1)]
    [InlineData(100, 7, 2, 3)]
    [InlineData(2, 50, 3, 1)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(100_000, 100_000, 2, 1)]
    public void Epochs_increase_and_trials_decrease_until_at_least_one_trial_completes(int trials, int epochs, int eta, int fewest)
    {
        IReadOnlyList<Rung> rungs = SearchPlan.Halving(trials, epochs, eta, fewest).Rungs;
        Assert.Equal(trials, rungs[0].TrialCount);
        Assert.Equal(epochs, rungs[^1].Epochs);
        Assert.True(rungs[0].Epochs >= fewest);
        Assert.True(rungs[^1].TrialCount >= 1);
        Assert.All(rungs.Zip(rungs.Skip(1)), pair => Assert.True(pair.First.Epochs < pair.Second.Epochs && pair.First.TrialCount > pair.Second.TrialCount));
    }

    [Theory]
    [InlineData(0, 10, 3, 1)]
    [InlineData(10, 0, 3, 1)]
    [InlineData(10, 10, 1, 1)]
    [InlineData(10, 10, 3, 0)]
    [InlineData(10, 10, 3, 11)]
    public void Invalid_options_are_rejected(int trials, int epochs, int eta, int fewest) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchPlan.Halving(trials, epochs, eta, fewest));
}
