using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Measures;

public class MomentsTests
{
    [Fact]
    public void Two_numbers_lie_half_their_distance_from_their_mean() => Assert.Equal(new Moments(4, 3), Moments.Of([1, 7]));

    [Fact]
    public void Columns_are_measured_one_by_one() => Assert.Equal([new Moments(4, 3), new Moments(5, 0)], Moments.OfColumns([1, 5, 7, 5], 2));

    [Fact]
    public void One_number_does_not_deviate_and_none_has_no_mean()
    {
        Assert.Equal(new Moments(3, 0), Moments.Of([3]));
        Assert.True(double.IsNaN(Moments.Of([]).Mean));
    }

    [Fact]
    public void A_small_deviation_of_large_numbers_is_not_lost() => Assert.Equal(0.5, Moments.Of([1e9, 1e9 + 1]).Deviation, 6);
}
