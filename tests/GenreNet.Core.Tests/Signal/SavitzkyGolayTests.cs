using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Signal;

public class SavitzkyGolayTests
{
    [Fact]
    public void The_slope_over_five_samples_equals_the_published_coefficients() => // Savitzky and Golay (1964), table of first derivatives: -2 -1 0 1 2 over 10
        Assert.Equal([-0.2f, -0.1f, 0f, 0.1f, 0.2f], SavitzkyGolay.Derivative(5, 1));

    [Fact]
    public void The_curvature_over_five_samples_equals_the_published_coefficients() => // 2 -1 -2 -1 2 over 7
        Assert.All(SavitzkyGolay.Derivative(5, 2).Zip([2f, -1, -2, -1, 2]), w => Assert.Equal(w.Second / 7, w.First, 1e-6));

    [Theory]
    [InlineData(9, 1)]
    [InlineData(9, 2)]
    [InlineData(15, 3)]
    public void The_derivative_of_a_power_is_its_factorial_and_zero_for_lower_powers(int width, int order)
    {
        float[] weights = SavitzkyGolay.Derivative(width, order);
        for (int power = 0; power <= order; power++)
        {
            double derivative = weights.Select((w, i) => w * Math.Pow(i - (width / 2), power)).Sum();
            Assert.Equal(power == order ? Enumerable.Range(1, order).Aggregate(1.0, (a, b) => a * b) : 0, derivative, 1e-4);
        }
    }
}
