using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting;

public class RateFindingTests
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", BatchSize = 8, Threads = 1 };

    [Fact]
    public void The_suggested_rate_is_where_the_loss_falls_fastest()
    {
        var curve = new RateCurve([1e-4, 1e-3, 1e-2, 1e-1, 1], [2, 2, 2, 2, 2], [2.0, 1.9, 1.2, 1.0, 8.0]);
        Assert.Equal(1e-2, curve.Suggestion, 1e-12);
        Assert.Equal(1e-3, (curve with { Smoothed = [2.0, 1.9, 1.0, 1.1, 8.0] }).Suggestion, 1e-12); // a tenth of the lowest
    }

    [Fact]
    public void The_suggested_rate_is_reproducible_and_better_than_a_much_smaller_one()
    {
        DataSplit split = TrackSplit.Automatic(Data, 0.2, 0.2, 1);
        RateCurve curve = new LearningRateFinder(Options).Run(Data, split, 100, null, CancellationToken.None);
        Assert.Equal(curve.Suggestion, new LearningRateFinder(Options).Run(Data, split, 100, null, CancellationToken.None).Suggestion);
        Assert.Equal(curve.Rates.Order(), curve.Rates);
        Assert.InRange(curve.Suggestion, 1e-5, 0.3);
        Assert.True(Loss(curve.Suggestion) < Loss(curve.Suggestion / 1000));

        double Loss(double rate)
        {
            using FittedNetwork fitted = new Trainer(Options with { LearningRate = rate, Epochs = 3 }).Fit(Data, split, CancellationToken.None);
            return fitted.History[^1].Loss;
        }
    }

    [Fact]
    public void A_diverging_loss_ends_the_curve_early()
    {
        var curve = new RateCurve.Builder();
        foreach (double loss in (double[])[2, 1.5, 1, 1])
        {
            curve.Add(1e-3, loss);
            Assert.False(curve.HasRunAway);
        }

        curve.Add(1, double.NaN);
        Assert.True(curve.HasRunAway);
        Assert.Equal(4, curve.Build().Losses.Count);
    }

    [Fact]
    public void A_time_budget_covers_all_rates_with_fewer_steps()
    {
        var clock = new Clock();
        double[] rates = RatesOf(new LearningRateFinder.Pace(200, TimeSpan.FromSeconds(30), clock), clock, secondsPerStep: 1);
        Assert.InRange(rates.Length, 25, 30);
        Assert.Equal((LearningRateFinder.Lowest, LearningRateFinder.Highest), (rates[0], rates[^1]));
        Assert.Equal(rates.Order(), rates);
    }

    [Fact]
    public void A_time_budget_that_suffices_changes_nothing()
    {
        var clock = new Clock();
        double[] budgeted = RatesOf(new LearningRateFinder.Pace(50, TimeSpan.FromSeconds(500), clock), clock, secondsPerStep: 1);
        double[] free = RatesOf(new LearningRateFinder.Pace(50, null, clock), clock, secondsPerStep: 1);
        Assert.False(new LearningRateFinder.Pace(50, null, clock).IsShortened);
        Assert.Equal(50, free.Length);
        Assert.Equal(free, budgeted, (one, other) => Math.Abs((one / other) - 1) < 1e-9);
    }

    [Fact]
    public void A_budget_for_a_few_steps_only_gives_a_partial_result()
    {
        var clock = new Clock();
        var pace = new LearningRateFinder.Pace(200, TimeSpan.FromSeconds(4), clock);
        double[] rates = RatesOf(pace, clock, secondsPerStep: 1);
        Assert.Equal(4, rates.Length);
        Assert.True(pace.IsOver);
        Assert.True(rates[^1] < 0.1);

        RateCurve curve = new LearningRateFinder(Options).Run(Data, TrackSplit.Automatic(Data, 0.2, 0.2, 1), 100, TimeSpan.Zero, CancellationToken.None);
        Assert.Equal((1, true, true), (curve.Rates.Count, curve.IsShortened, curve.IsPartial));
    }

    [Fact]
    public void A_partial_result_of_the_command_is_reported_as_such()
    {
        using var folder = new TemporaryFolder();
        string data = folder.File("data.npz");
        FeatureCache.Save(data, new PreparedFeatures(Data, [], []), TestContext.Current.CancellationToken);
        CliRun complete = CliRun.Of("find-rate", data, "--network", "dense-regularized", "--max-time", "86400", "--threads", "1", "--out", folder.Path);
        Assert.Equal((0, ""), (complete.ExitCode, complete.Error));
        Assert.Contains($"Wrote {folder.File("rates.csv")}. Suggested: --learning-rate", complete.Output, StringComparison.Ordinal);
        // However fast the machine is, this time is too short for so many steps.
        CliRun partial = CliRun.Of("find-rate", data, "--network", "resnet", "--steps", "100000", "--max-time", "0.1", "--threads", "1", "--out", folder.File("partial.csv"));
        Assert.Equal(0, partial.ExitCode);
        Assert.Matches("The result is partial|not enough time for all steps within 0.1 s", partial.Output + partial.Error);
    }

    private static double[] RatesOf(LearningRateFinder.Pace pace, Clock clock, double secondsPerStep)
    {
        List<double> rates = [];
        for (double? rate = LearningRateFinder.Lowest; rate is { } tested; rate = pace.Next(tested))
        {
            rates.Add(tested);
            clock.Seconds += secondsPerStep;
        }

        return [.. rates];
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
