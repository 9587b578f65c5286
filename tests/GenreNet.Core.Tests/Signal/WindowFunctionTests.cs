using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal;

public class WindowFunctionTests
{
    [Theory]
    [InlineData(WindowKind.Hann, 0, 0.5, 1, 0.5)]
    [InlineData(WindowKind.Hamming, 0.08, 0.54, 1, 0.54)]
    [InlineData(WindowKind.Blackman, 0, 0.34, 1, 0.34)]
    [InlineData(WindowKind.Rectangular, 1, 1, 1, 1)]
    public void Windows_of_four_are_periodic(WindowKind kind, double first, double second, double third, double fourth)
    {
        double[] window = WindowFunction.Create(kind, 4);
        Assert.All(window.Zip([first, second, third, fourth]), w => Assert.Equal(w.Second, w.First, 1e-12));
    }

    [Theory]
    [InlineData(1, new[] { 0.0 })]
    [InlineData(2, new[] { 0.0, 0.0 })]
    [InlineData(5, new[] { 0, 0.5, 1, 0.5, 0 })]
    public void A_symmetric_window_is_symmetric(int length, double[] expected)
    {
        double[] window = WindowFunction.Create(WindowKind.Hann, length, isSymmetric: true);
        Assert.All(window.Zip(expected), w => Assert.Equal(w.Second, w.First, 1e-12));
    }

    [Fact]
    public void A_centred_window_has_zeros_on_both_sides() =>
        Assert.Equal([0, 0, 1, 1, 1, 0, 0, 0], WindowFunction.CreateCentred(WindowKind.Rectangular, 3, 8));

    [Fact]
    public void Hann_windows_half_a_length_apart_add_up_to_one()
    {
        double[] window = WindowFunction.Create(WindowKind.Hann, 512);
        Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(1, window[i] + window[i + 256], 1e-12));
    }

    // The golden window is in single precision.
    [Fact]
    public void Hann_equals_that_of_librosa() => Assert.All(
        WindowFunction.Create(WindowKind.Hann, 2048).Zip(TestData.GoldenFloats("filters", "hann2048")), w => Assert.Equal(w.Second, w.First, 1e-7));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.2660658777520084)]
    [InlineData(10, 2815.716628466254)]
    public void Bessel_function_has_its_tabulated_values(double x, double expected) => // Abramowitz and Stegun, table 9.8
        Assert.Equal(1, WindowFunction.BesselI0(x) / expected, 1e-12);
}
