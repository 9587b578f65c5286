using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Measures;

public class MomentsTests
{
    [Fact]
    public void The_deviation_of_two_numbers_is_half_their_distance() => Assert.Equal(new Moments(4, 3), Moments.Of([1, 7]));

    [Fact]
    public void Columns_are_measured_independently() => Assert.Equal([new Moments(4, 3), new Moments(5, 0)], Moments.OfColumns([1, 5, 7, 5], 2));

    [Fact]
    public void A_single_number_has_no_deviation_and_no_numbers_have_no_mean()
    {
        Assert.Equal(new Moments(3, 0), Moments.Of([3]));
        Assert.True(double.IsNaN(Moments.Of([]).Mean));
    }

    [Fact]
    public void A_small_deviation_of_large_numbers_is_accurate() => Assert.Equal(0.5, Moments.Of([1e9, 1e9 + 1]).Deviation, 6);
}
