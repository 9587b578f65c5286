using GenreNet.Core.Numerics;
using GenreNet.Networks;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>
/// Creates weights for networks whose checkpoints are not available. The time of a network does not depend on its weights.
/// </summary>
internal static class RandomWeights
{
    /// <summary>
    /// Creates all arrays of a convolutional network without attention or recurrence, scaled so that its outputs stay in range.
    /// </summary>
    public static NetworkWeights Of(NetworkSpec network, TensorShape input)
    {
        var random = new SeededRandom(1);
        var weights = new NetworkWeights();
        foreach ((string path, LayerSpec layer, TensorShape shape) in network.Leaves(input))
        {
            switch (layer)
            {
                case Conv2d conv:
                    int bands = conv.KernelBands ?? conv.KernelSize;
                    Add(path, WeightRoles.Weight, [conv.Filters, conv.IsDepthwise ? 1 : shape[0], conv.KernelSize, bands], 0);
                    if (!conv.IsUnbiased)
                    {
                        Add(path, WeightRoles.Bias, [conv.Filters], 0);
                    }

                    break;
                case Dense dense:
                    Add(path, WeightRoles.Weight, [dense.Units, shape.Axes[^1]], 0);
                    Add(path, WeightRoles.Bias, [dense.Units], 0);
                    break;
                case BatchNorm:
                    Add(path, WeightRoles.Weight, [shape[0]], 1);
                    Add(path, WeightRoles.Bias, [shape[0]], 0);
                    Add(path, WeightRoles.Mean, [shape[0]], 0);
                    Add(path, WeightRoles.Variance, [shape[0]], 1);
                    break;
            }
        }

        return weights;

        void Add(string path, string role, long[] shape, double mean)
        {
            long count = shape.Aggregate(1L, (product, axis) => product * axis);
            double scale = shape.Length > 1 ? Math.Sqrt(3.0 * shape[0] / count) : 0.1;
            weights[path, role] = new WeightArray(shape,
                [.. Enumerable.Range(0, (int)count).Select(_ => (float)(mean + random.NextDouble(-scale, scale)))]);
        }
    }
}
