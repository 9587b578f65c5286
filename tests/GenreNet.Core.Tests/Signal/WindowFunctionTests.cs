using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class WindowFunctionTests
{
    [Fact]
    public void Hann_of_four_is_periodic() => Assert.Equal([0f, 0.5f, 1f, 0.5f], WindowFunction.Create(WindowKind.Hann, 4), new CloseTo());

    [Fact]
    public void Hann_windows_half_a_length_apart_add_up_to_one()
    {
        float[] window = WindowFunction.Create(WindowKind.Hann, 512);
        Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(1, window[i] + window[i + 256], 1e-6));
    }

    [Fact]
    public void Hann_is_librosas() =>
        Assert.True(Sound.LargestDifference(WindowFunction.Create(WindowKind.Hann, 2048), TestData.GoldenFloats("filters", "hann2048")) < 1e-7);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.2660658777520084)]
    [InlineData(10, 2815.716628466254)]
    public void Bessel_function_has_its_tabulated_values(double x, double expected) => // Abramowitz and Stegun, table 9.8
        Assert.Equal(1, WindowFunction.BesselI0(x) / expected, 1e-12);

    private sealed class CloseTo : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) < 1e-6f;

        public int GetHashCode(float obj) => 0;
    }
}
