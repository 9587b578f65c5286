using GenreNet.Core.Numerics;
using GenreNet.Networks;

namespace GenreNet.Pretrained.Tests.Support;

/// <summary>State dicts of EfficientAT networks with random weights.</summary>
internal static class RandomNetworks
{
    /// <summary>A state dict with the names and shapes of the published ones.</summary>
    /// <param name="width">0.4 for mn04, 1 for mn10.</param>
    /// <param name="classes">Classes of the head.</param>
    /// <param name="change">Changes, renames or (null) leaves out arrays.</param>
    /// <param name="seed">Decides the weights.</param>
    public static TinyCheckpoint EfficientAt(double width, int classes = 7, Func<string, long[], float[],
        (string, long[], float[])?>? change = null, ulong seed = 5)
    {
        var random = new SeededRandom(seed);
        var checkpoint = new TinyCheckpoint { IsOrdered = true };
        EfficientAtWidths widths = EfficientAtWidths.Of(width);
        Convolution("features.0", widths.Stem, 1, 3);
        int input = widths.Stem;
        int[] kernels = [3, 3, 3, 5, 5, 5, 3, 3, 3, 3, 3, 3, 5, 5, 5];
        foreach ((int index, EfficientAtBlock block) in widths.Blocks.Index())
        {
            string name = $"features.{index + 1}.block";
            int layer = 0;
            if (block.Expanded != input)
            {
                Convolution($"{name}.{layer++}", block.Expanded, input, 1);
            }

            Convolution($"{name}.{layer++}", block.Expanded, 1, kernels[index]);
            if (block.Squeezed > 0)
            {
                Dense($"{name}.{layer}.conc_se_layers.0.fc1", block.Squeezed, block.Expanded);
                Dense($"{name}.{layer++}.conc_se_layers.0.fc2", block.Expanded, block.Squeezed);
            }

            Convolution($"{name}.{layer}", block.Output, block.Expanded, 1);
            input = block.Output;
        }

        Convolution("features.16", widths.Embedding, input, 1);
        Dense("classifier.2", widths.Hidden, widths.Embedding);
        Dense("classifier.5", classes, widths.Hidden);
        return checkpoint;

        void Convolution(string name, int filters, int channels, int size)
        {
            Add($"{name}.0.weight", [filters, channels, size, size], Math.Sqrt(2.0 / (channels * size * size)));
            Add($"{name}.1.weight", [filters], 0.1, 1);
            Add($"{name}.1.bias", [filters], 0.1);
            Add($"{name}.1.running_mean", [filters], 0.1);
            Add($"{name}.1.running_var", [filters], 0.1, 1);
            Add($"{name}.1.num_batches_tracked", [], 0, 100);
        }

        void Dense(string name, int units, int inputs)
        {
            Add($"{name}.weight", [units, inputs], Math.Sqrt(1.0 / inputs));
            Add($"{name}.bias", [units], 0.1);
        }

        void Add(string name, long[] shape, double scale, double mean = 0)
        {
            float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b))
                .Select(_ => (float)(mean + (scale * random.NextDouble(-1, 1))))];
            if ((change is null ? (name, shape, values) : change(name, shape, values)) is var (newName, newShape, newValues))
            {
                checkpoint.Add(newName, newShape, newValues);
            }
        }
    }
}
