using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Results;

public class WilsonIntervalTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(83, 100, 0.7445, 0.8911)]
    public void The_interval_matches_the_formula(int right, int count, double low, double high)
    {
        var interval = WilsonInterval.Of(right, count);
        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    [Fact]
    public void The_interval_is_symmetric_and_narrows_with_more_tracks()
    {
        for (int right = 0; right <= 30; right++)
        {
            (WilsonInterval one, WilsonInterval other) = (WilsonInterval.Of(right, 30), WilsonInterval.Of(30 - right, 30));
            Assert.Equal(one.Low, 1 - other.High, 1e-12);
            Assert.InRange((double)right / 30, one.Low, one.High);
            var larger = WilsonInterval.Of(10 * right, 300);
            Assert.True(larger.High - larger.Low < one.High - one.Low);
        }
    }

    [Fact]
    public void An_interval_without_tracks_is_zero_to_one() => Assert.Equal(new WilsonInterval(0, 1), WilsonInterval.Of(0, 0));

    [Fact]
    public void More_correct_predictions_than_predictions_are_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));
}
