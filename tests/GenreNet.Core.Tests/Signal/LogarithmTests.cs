using System.Numerics;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Signal;

public class LogarithmTests
{
    // The result is as large as 127, where floats are 7.6e-6 apart, half of which is rounding.
    [Fact]
    public void Log2_agrees_with_double_precision()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < 100_000; i++)
        {
            float value = (float)Math.Pow(2, random.NextDouble(-125, 127));
            Assert.Equal(Math.Log2(value), Log2(value), 4e-6);
        }
    }

    [Fact]
    public void Log2_near_one_keeps_its_digits()
    {
        for (double value = 0.67; value < 1.33; value += 0.0001)
        {
            Assert.Equal(Math.Log2((float)value), Log2((float)value), 1.2e-7);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.5, -1)]
    [InlineData(1024, 10)]
    public void Powers_of_two_are_exact(float value, float expected) => Assert.Equal(expected, Log2(value));

    private static float Log2(float value) => Logarithm.Log2(new Vector<float>(value))[0];
}
