using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Pictures;

public class AxisTests
{
    [Fact]
    public void An_axis_ends_with_round_numbers() =>
        Assert.Equal(["0", "0.5", "1", "1.5"], Axis.Of("loss", 0.03, 1.21).Ticks.Select(t => t.Text));

    [Fact]
    public void A_tight_axis_ends_at_the_given_limits()
    {
        Axis axis = Axis.Of("s", 0, 17.4, isTight: true);
        Assert.Equal((0, 17.4), (axis.Low, axis.High));
        Assert.Equal([0, 5, 10, 15], axis.Ticks.Select(t => t.Value));
    }

    [Fact]
    public void Counts_have_integer_ticks() => Assert.Equal(["0", "1", "2"], Axis.Counts("tracks", 2).Ticks.Select(t => t.Text));

    [Fact]
    public void Shares_are_shown_in_percent() => Assert.Equal(["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"], Axis.Percent("accuracy").Ticks.Select(t => t.Text));

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-3, -3)]
    [InlineData(2, 1)]
    [InlineData(1e-12, 2e-12)]
    [InlineData(-1e15, 1e15)]
    public void Degenerate_ranges_have_an_axis(double low, double high)
    {
        Axis axis = Axis.Of("x", low, high);
        Assert.True(axis.High > axis.Low);
        Assert.InRange(axis.Ticks.Count, 2, 12);
        Assert.All(axis.Ticks, t => Assert.InRange(axis.Share(t.Value), -1e-6, 1 + 1e-6));
    }

    [Fact]
    public void An_axis_covers_any_range_with_three_to_eight_ascending_ticks()
    {
        var random = new GenreNet.Core.Numerics.SeededRandom(3);
        for (int i = 0; i < 1000; i++)
        {
            double low = random.NextGaussian() * Math.Pow(10, random.Next(9) - 4);
            double high = low + Math.Pow(10, random.NextDouble(-4, 5));
            Axis axis = Axis.Of("x", low, high);
            Assert.True(axis.Low <= low && axis.High >= high);
            Assert.InRange(axis.Ticks.Count, 3, 8);
            Assert.Equal(axis.Ticks.Select(t => t.Value).Order(), axis.Ticks.Select(t => t.Value));
        }
    }
}
