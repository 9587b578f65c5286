using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Comparison;

public class McNemarTestTests
{
    // The first two are the examples of Fagerland, Lydersen and Laake (2013): 0.070 and 0.039, 0.053 and 0.035. The rest by hand.
    [Theory]
    [InlineData(1, 7, 18 / 256.0, 10 / 256.0)]
    [InlineData(6, 16, 0.05248, 0.03469)]
    [InlineData(0, 5, 2 / 32.0, 1 / 32.0)]
    [InlineData(3, 3, 1, 1 - (20 / 64.0 / 2))]
    [InlineData(0, 1, 1, 0.5)]
    [InlineData(0, 0, 1, 1)]
    public void P_values_match_the_literature(int first, int second, double exact, double mid)
    {
        var test = McNemarTest.Of(first, second);
        Assert.Equal(exact, test.PValue, 1e-5);
        Assert.Equal(mid, test.MidPValue, 1e-5);
        Assert.Equal(test, McNemarTest.Of(second, first));
    }

    [Fact]
    public void More_uneven_counts_have_smaller_p_values()
    {
        for (int total = 1; total <= 40; total++)
        {
            double[] values = [.. Enumerable.Range(0, (total / 2) + 1).Select(fewer => McNemarTest.Of(fewer, total - fewer).PValue)];
            Assert.Equal(values.Order(), values);
            Assert.All(values, p => Assert.InRange(p, 0, 1));
        }
    }

    [Fact]
    public void P_values_of_thousands_of_tracks_are_accurate()
    {
        // The normal approximation with a correction: z = (1100 - 900 - 1) / sqrt(2000) = 4.45.
        Assert.Equal(8.6e-6, McNemarTest.Of(1100, 900).PValue, 1e-6);
        Assert.Equal(1, McNemarTest.Of(5000, 5000).PValue);
        Assert.Equal(0, McNemarTest.Of(0, 5000).PValue);
    }

    [Fact]
    public void Negative_counts_are_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => McNemarTest.Of(-1, 3));
}
