using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Labels;

public class PlattScalingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SegmentPooling.Mean, 1)]
    [InlineData(SegmentPooling.Mean, 3)]
    [InlineData(SegmentPooling.LogMean, 3)]
    public void The_fit_recovers_scale_and_offset_of_sampled_labels(SegmentPooling pooling, int segments)
    {
        var truth = new LogitScale(1.6, 2.5);
        var random = new SeededRandom(3);
        double[][] logits = [.. Enumerable.Range(0, 20_000).Select(_ => Enumerable.Range(0, segments).Select(_ => random.NextDouble(-5, 2)).ToArray())];
        bool[] applies = [.. logits.Select(clip => random.NextDouble(0, 1) < PlattScaling.Probability(clip, truth, pooling))];
        LogitScale fit = Fit(logits, applies, pooling);

        // Four standard errors of the widest case, the mean of three sigmoids.
        Assert.Equal(truth.Scale, fit.Scale, 0.25);
        Assert.Equal(truth.Offset, fit.Offset, 0.4);
    }

    [Fact]
    public void The_fit_matches_the_mean_target()
    {
        // The derivative of the log loss after the offset is zero there, where each clip is one segment.
        double[][] logits = [[-3], [-1], [0], [2], [-2], [1]];
        bool[] applies = [false, false, true, true, true, false];
        LogitScale fit = Fit(logits, applies, SegmentPooling.Mean);
        Assert.Equal(
            PlattScaling.TargetsOf(applies).Average(), logits.Average(clip => PlattScaling.Probability(clip, fit, SegmentPooling.Mean)), 1e-6);
    }

    [Fact]
    public void Separable_scores_give_a_finite_scale()
    {
        double[][] logits = [.. Enumerable.Range(0, 40).Select(i => (double[])[i < 20 ? -4 : 4])];
        LogitScale fit = Fit(logits, [.. logits.Select(clip => clip[0] > 0)], SegmentPooling.Mean);

        // The targets are 21/22 and 1/22: sigmoid(4 x scale) = 21/22.
        Assert.Equal(Math.Log(21) / 4, fit.Scale, 1e-5);
        Assert.Equal(0, fit.Offset, 1e-5);
    }

    [Fact]
    public void Inverted_scores_give_a_negative_scale()
    {
        double[][] logits = [.. Enumerable.Range(0, 40).Select(i => (double[])[i / 10.0])];
        Assert.True(Fit(logits, [.. logits.Select(clip => clip[0] < 1.5)], SegmentPooling.Mean).Scale < 0);
    }

    [Fact]
    public void Targets_are_smoothed() =>
        Assert.Equal([3.0 / 4, 1.0 / 5, 3.0 / 4, 1.0 / 5, 1.0 / 5], PlattScaling.TargetsOf([true, false, true, false, false]));

    [Theory]
    [InlineData(SegmentPooling.Mean)]
    [InlineData(SegmentPooling.LogMean)]
    public void Clips_are_pooled_like_in_the_classifier(SegmentPooling pooling)
    {
        double[] logits = [-2, 0.5, 3];
        var pool = new SegmentPool(pooling, OutputActivation.Sigmoid, 1);
        foreach (double logit in logits)
        {
            pool.Add([(float)(1 / (1 + Math.Exp(-((2 * logit) - 1))))]);
        }

        Assert.Equal(pool.Compute()[0], PlattScaling.Probability(logits, new LogitScale(2, -1), pooling), 1e-6);
    }

    private static LogitScale Fit(double[][] logits, bool[] applies, SegmentPooling pooling)
    {
        double[] weights = [.. logits.Select(_ => 1.0 / logits.Length)];
        return PlattScaling.Fit(logits, PlattScaling.TargetsOf(applies), weights, pooling, Token);
    }
}
