using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Features.Rhythm;

public class MedianTests
{
    [Theory]
    [InlineData(new float[] { 7 }, 7)]
    [InlineData(new float[] { 0, 0, 0, 9 }, 0)]
    [InlineData(new float[] { 4, 1 }, 2.5)]
    [InlineData(new float[] { 0, 0, 3, 5 }, 1.5)]
    [InlineData(new float[] { 2, 2, 2, 2, 8 }, 2)]
    public void Median_of_a_few_numbers_is_the_middle_one(float[] numbers, double expected) => Assert.Equal(expected, Median.Of(numbers));

    [Fact]
    public void Median_equals_that_of_the_sorted_numbers()
    {
        var random = new SeededRandom(5);
        for (int count = 1; count < 300; count++)
        {
            float[] numbers = [.. Enumerable.Range(0, count).Select(_ => (float)Math.Max(0, Math.Round(random.NextDouble(-20, 40) * count) / 7))];
            float[] sorted = [.. numbers.Order()];
            Assert.Equal((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, Median.Of(numbers));
        }
    }
}
