using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Labels;

public class LabelReliabilityTests
{
    [Fact]
    public void The_reliability_of_a_worked_example()
    {
        // Two clips share the bin from 6/15 to 7/15, in which 42 % on average stands against half of them.
        var figures = LabelReliability.Of([0.41, 0.43, 0.9], [true, false, true], [0.25, 0.25, 0.5]);
        Assert.Equal((0.25 * 0.59 * 0.59) + (0.25 * 0.43 * 0.43) + (0.5 * 0.1 * 0.1), figures.Brier, 1e-12);
        Assert.Equal(Math.Abs((0.25 * (0.41 - 1)) + (0.25 * 0.43)) + (0.5 * 0.1), figures.Error, 1e-12);
        Assert.Equal(-(0.25 * Math.Log(0.41)) - (0.25 * Math.Log(0.57)) - (0.5 * Math.Log(0.9)), figures.LogLoss, 1e-12);
    }

    [Fact]
    public void Probabilities_of_zero_and_one_give_finite_losses()
    {
        var right = LabelReliability.Of([1, 0], [true, false], [0.5, 0.5]);
        Assert.Equal((0.0, 0.0, 0.0), (right.Brier, right.Error, right.LogLoss));
        var wrong = LabelReliability.Of([1, 0], [false, true], [0.5, 0.5]);
        Assert.Equal((1.0, 1.0), (wrong.Brier, wrong.Error));
        Assert.Equal(-Math.Log(1e-12), wrong.LogLoss, 1e-9);
    }
}
