using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
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
        RateCurve curve = new LearningRateFinder(Options).Run(Data, split, 100, CancellationToken.None);
        Assert.Equal(curve.Suggestion, new LearningRateFinder(Options).Run(Data, split, 100, CancellationToken.None).Suggestion);
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
}
