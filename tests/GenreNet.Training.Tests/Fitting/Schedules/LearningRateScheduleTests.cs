using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Schedules;

public class LearningRateScheduleTests
{
    public static TheoryData<ScheduleKind> Kinds { get; } = [.. Enum.GetValues<ScheduleKind>()];

    [Theory]
    [InlineData(ScheduleKind.Constant, 7.5, 0.2)]
    [InlineData(ScheduleKind.Step, 9.99, 0.2)]
    [InlineData(ScheduleKind.Step, 10, 0.06)]
    [InlineData(ScheduleKind.Step, 25, 0.018)]
    [InlineData(ScheduleKind.Cosine, 0, 0.2)]
    [InlineData(ScheduleKind.Cosine, 20, 0.1)]
    [InlineData(ScheduleKind.Cosine, 40, 0)]
    [InlineData(ScheduleKind.OneCycle, 0, 0.008)] // a 25th
    [InlineData(ScheduleKind.OneCycle, 6, 0.104)] // half of the rise
    [InlineData(ScheduleKind.OneCycle, 12, 0.2)]
    [InlineData(ScheduleKind.OneCycle, 26, 0.1000004)] // half of the fall
    [InlineData(ScheduleKind.OneCycle, 40, 8e-7)]
    public void The_rate_matches_the_formula(ScheduleKind kind, double progress, double rate) =>
        Assert.Equal(rate, new LearningRateSchedule(new ScheduleOptions { Kind = kind }, 0.2, 40).At(progress), 1e-9);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_rate_stays_in_range_and_warm_up_lowers_only_the_start(ScheduleKind kind)
    {
        var cold = new LearningRateSchedule(new ScheduleOptions { Kind = kind }, 0.2, 30);
        var warm = new LearningRateSchedule(new ScheduleOptions { Kind = kind, WarmupEpochs = 4 }, 0.2, 30);
        for (double progress = 0; progress <= 30; progress += 0.125)
        {
            Assert.InRange(cold.At(progress), 0, 0.2);
            Assert.Equal(cold.At(progress) * Math.Min(1, progress / 4), warm.At(progress), 1e-12);
        }
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_its_patience()
    {
        var schedule = new LearningRateSchedule(new ScheduleOptions { Kind = ScheduleKind.Plateau, PlateauPatience = 2, Factor = 0.5 }, 0.8, 100);
        double[] losses = [1.0, 0.9, 0.95, 0.91, 0.92, 0.93, 0.5, 0.6];
        double[] rates = [0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.2];
        foreach ((double loss, double rate) in losses.Zip(rates))
        {
            schedule.Observe(loss);
            Assert.Equal(rate, schedule.At(3), 1e-12);
        }
    }

    [Fact]
    public void Settings_out_of_range_are_rejected()
    {
        ScheduleOptions[] wrong = [new() { Kind = (ScheduleKind)9 }, new() { WarmupEpochs = -1 }, new() { StepEpochs = 0 }, new() { Factor = 1 }, new() { Factor = 0 }, new() { PlateauPatience = 0 }, new() { RisingShare = 1 }, new() { WarmupEpochs = double.NaN }];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(options.Validate));
    }
}
