using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Comparison;

public class HolmCorrectionTests
{
    [Fact]
    public void Adjusted_values_match_r()
    {
        // As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
        double[] adjusted = HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]);
        Assert.All(adjusted.Zip([0.03, 0.06, 0.06, 0.02]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void A_single_value_is_unchanged_and_no_value_exceeds_one()
    {
        Assert.Equal([0.04], HolmCorrection.Adjust([0.04]));
        Assert.Equal([1, 1, 0.9], HolmCorrection.Adjust([0.5, 0.8, 0.3]).Select(p => Math.Round(p, 12)));
        Assert.Empty(HolmCorrection.Adjust([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Invalid_p_values_are_rejected(double odd) => Assert.Throws<ArgumentOutOfRangeException>(() => HolmCorrection.Adjust([0.5, odd]));
}
