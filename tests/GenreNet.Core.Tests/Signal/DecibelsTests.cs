using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Signal;

public class DecibelsTests
{
    [Fact]
    public void Powers_become_decibels_with_a_floor()
    {
        float[] values = [1, 10, 0.01f, 0, 1e-12f];
        Decibels.FromPower(values);
        float[] expected = [0, 10, -20, -100, -100];
        Assert.All(values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
