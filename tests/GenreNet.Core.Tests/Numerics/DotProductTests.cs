using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numerics;

public class DotProductTests
{
    [Fact]
    public void Dot_product_of_three_numbers_is_the_sum_of_three_products() => Assert.Equal(32, DotProduct.Of([1, 2, 3], [4, 5, 6]));

    [Fact]
    public void Two_and_four_products_use_vectors_with_a_stride()
    {
        Assert.Equal((21f, 54f), DotProduct.OfTwo([1, 2, 3, 4, 5, 6], 3, [4, 4, 3]));
        Assert.Equal((5f, 8f, 11f, 14f), DotProduct.OfFour([1, 2, 3, 4, 5], 1, [1, 2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(75)]
    public void Any_length_is_summed_with_float_accuracy(int length)
    {
        float[] left = Sound.Noise(length, 1);
        float[] right = Sound.Noise(length, 2);
        double expected = left.Zip(right).Sum(pair => (double)pair.First * pair.Second);
        Assert.Equal(expected, DotProduct.Of(left, right), 1e-6); // rounding of at most 75 products of at most a quarter
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 2)]
    [InlineData(32, 147)]
    [InlineData(75, 3)]
    public void Several_products_at_once_equal_single_ones_bit_for_bit(int length, int stride)
    {
        float[] left = Sound.Noise((3 * stride) + length, 1);
        float[] right = Sound.Noise(length, 2);
        float[] alone = [.. Enumerable.Range(0, 4).Select(i => DotProduct.Of(left.AsSpan(i * stride, length), right))];
        (float a, float b, float c, float d) = DotProduct.OfFour(left, stride, right);
        Assert.Equal(alone, new[] { a, b, c, d });
        (a, b) = DotProduct.OfTwo(left, stride, right);
        Assert.Equal(alone[..2], new[] { a, b });
    }

    [Fact]
    public void Vectors_of_different_lengths_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProduct.Of([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProduct.OfTwo([1, 2], 1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProduct.OfFour([1, 2, 3, 4], 1, [1, 2]));
    }
}
