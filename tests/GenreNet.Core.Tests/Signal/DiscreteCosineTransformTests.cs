using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class DiscreteCosineTransformTests
{
    [Fact]
    public void A_constant_has_only_the_first_coefficient()
    {
        float[] output = new float[4];
        new DiscreteCosineTransform(4, 4).Apply([1, 1, 1, 1], output);
        Assert.Equal(2, output[0], 1e-6); // 4 / sqrt(4)
        Assert.All(output[1..], c => Assert.Equal(0, c, 1e-6));
    }

    [Fact]
    public void Two_values_give_scaled_sum_and_difference()
    {
        float[] output = new float[2];
        new DiscreteCosineTransform(2, 2).Apply([3, 1], output);
        Assert.Equal(4 / Math.Sqrt(2), output[0], 1e-6);
        Assert.Equal(2 / Math.Sqrt(2), output[1], 1e-6);
    }

    [Fact]
    public void Rows_are_orthonormal()
    {
        var transform = new DiscreteCosineTransform(128, 20);
        for (int a = 0; a < 20; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double product = 0;
                for (int i = 0; i < 128; i++)
                {
                    product += (double)transform.Weights(a)[i] * transform.Weights(b)[i];
                }

                Assert.Equal(a == b ? 1 : 0, product, 1e-6);
            }
        }
    }

    [Fact]
    public void All_coefficients_keep_the_power()
    {
        float[] input = Sound.Noise(64);
        float[] output = new float[64];
        new DiscreteCosineTransform(64, 64).Apply(input, output);
        Assert.Equal(Sound.DecibelsOf(input), Sound.DecibelsOf(output), 1e-4);
    }
}
