using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Schedules;

public class EarlyStoppingTests
{
    [Theory]
    [InlineData(MonitorKind.Loss, 3)]
    [InlineData(MonitorKind.Accuracy, 2)]
    public void The_monitor_selects_the_best_epoch(MonitorKind monitor, int best)
    {
        var stopping = new EarlyStopping(monitor, patience: 2);
        (double Loss, double Accuracy)[] epochs = [(1.0, 0.5), (0.9, 0.8), (0.7, 0.7), (0.95, 0.8), (0.8, 0.6)];
        foreach ((int index, (double loss, double accuracy)) in epochs.Index())
        {
            stopping.Observe(new EpochResult(index + 1, 1, 1, loss, accuracy), () => new NetworkWeights());
        }

        Assert.Equal(best, stopping.Best!.Epoch);
        Assert.True(stopping.ShouldStop);
    }

    [Fact]
    public void A_lower_loss_breaks_ties_of_accuracy()
    {
        var stopping = new EarlyStopping(MonitorKind.Accuracy, patience: 5);
        Assert.True(stopping.Observe(new EpochResult(1, 1, 1, 0.9, 0.8), () => new NetworkWeights()));
        Assert.False(stopping.Observe(new EpochResult(2, 1, 1, 0.9, 0.8), () => throw new InvalidOperationException("nothing to keep")));
        Assert.True(stopping.Observe(new EpochResult(3, 1, 1, 0.8, 0.8), () => new NetworkWeights()));
        Assert.False(stopping.ShouldStop);
    }

    [Fact]
    public void The_last_epoch_is_kept_without_validation()
    {
        var stopping = new EarlyStopping(MonitorKind.Loss, patience: 1);
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            Assert.True(stopping.Observe(new EpochResult(epoch, 1, 1, double.NaN, double.NaN), () => new NetworkWeights()));
            Assert.False(stopping.ShouldStop);
        }

        Assert.Equal(5, stopping.Best!.Epoch);
    }
}
