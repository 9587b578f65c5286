using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numerics;

public class InterpretedDotProductTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(7, 2)]
    [InlineData(32, 147)]
    [InlineData(75, 3)]
    public void Products_are_those_of_other_platforms(int length, int stride)
    {
        float[] left = Sound.Noise((3 * stride) + length, 1);
        float[] right = Sound.Noise(length, 2);
        float[] alone = [.. Enumerable.Range(0, 4).Select(i => InterpretedDotProduct.Of(left.AsSpan(i * stride, length), right))];
        (float a, float b, float c, float d) = InterpretedDotProduct.OfFour(left, stride, right);
        Assert.Equal(alone, new[] { a, b, c, d });
        (a, b) = InterpretedDotProduct.OfTwo(left, stride, right);
        Assert.Equal(alone[..2], new[] { a, b });
        for (int i = 0; i < alone.Length; i++)
        {
            // Both round sums of at most 75 products of at most a quarter.
            Assert.Equal(DotProduct.Of(left.AsSpan(i * stride, length), right), alone[i], 1e-6);
        }
    }
}
