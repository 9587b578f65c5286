using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Support;

/// <summary>Tensors of tests, and their values.</summary>
internal static class TestTensors
{
    /// <summary>Returns images with channels last in memory; other tensors as they are.</summary>
    public static Tensor ChannelsLast(Tensor tensor) => tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;

    /// <summary>Returns the values in the order of the shape.</summary>
    public static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    /// <summary>Asserts that tensors are equal as far as sums over thousands of values in single precision are.</summary>
    public static void Near(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        float[] values = Numbers(expected);
        double tolerance = 1e-5 * (1 + values.Max(Math.Abs));
        Assert.All(values.Zip(Numbers(actual)), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
