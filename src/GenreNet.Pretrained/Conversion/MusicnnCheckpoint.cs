using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Converts a Keras checkpoint of musicnn to a backbone.</summary>
internal static class MusicnnCheckpoint
{
    /// <summary>The name of an array that every checkpoint has.</summary>
    public const string FirstArray = "midend_conv1/kernel";

    private const string Name = "musicnn";
    private const string Pooled = "bn_flatpool";
    private const string Embedding = "dense";
    private const string Tags = "dense_1";

    /// <summary>The names of the layers with weights in the order of the declaration.</summary>
    private static readonly string[] Layers =
    [
        "batch_normalization",
        "conv2d", "batch_normalization_1", "conv2d_1", "batch_normalization_2",
        "conv2d_2", "batch_normalization_3", "conv2d_3", "batch_normalization_4", "conv2d_4", "batch_normalization_5",
        "midend_conv1", "bn_midend_conv1", "midend_conv2", "bn_midend_conv2", "midend_conv3", "bn_midend_conv3",
        Pooled, Embedding, "bn_dense",
    ];

    public static Backbone Convert(Checkpoint checkpoint)
    {
        var widths = new MusicnnWidths(
            checkpoint.Shape("conv2d/bias", 1)[0],
            checkpoint.Shape("conv2d_2/bias", 1)[0],
            checkpoint.Shape("midend_conv1/bias", 1)[0],
            checkpoint.Shape($"{Embedding}/bias", 1)[0]);
        NetworkSpec Build(Tap? tap) => new(Name, Musicnn.Backbone(widths, tap: tap));
        NetworkSpec network = Build(null);
        var input = TensorShape.Of(FeatureOptions.MusicnnMels);
        var weights = new NetworkWeights();
        var leaves = network.Leaves(input).Where(leaf => leaf.Layer is Conv2d or BatchNorm or Dense);
        foreach ((string name, (string path, LayerSpec layer, TensorShape shape)) in Layers.Zip(leaves))
        {
            Read(checkpoint, name, path, layer, shape, weights);
        }

        int tags = checkpoint.Shape($"{Tags}/bias", 1)[0];
        var head = new NetworkSpec($"{Name} tags", [new Dense(tags)]);
        var headWeights = new NetworkWeights();
        Read(checkpoint, Tags, LayerPath.Of(0), head.Layers[0], new TensorShape(widths.Embedding), headWeights);
        checkpoint.RequireAllTaken(Name);
        return new Backbone
        {
            Name = Name,
            Features = FeatureOptions.MusicnnMels,
            Network = network,
            Weights = weights,
            EmbeddingSize = widths.Embedding,
            Head = new BackboneHead { Network = head, Weights = headWeights, ClassCount = tags, Labels = [] },
            Build = Build,
        };
    }

    private static void Read(Checkpoint checkpoint, string name, string path, LayerSpec layer, TensorShape input, NetworkWeights weights)
    {
        switch (layer)
        {
            case Conv2d conv:
                // In the checkpoint, a convolution in the middle has its channels on the axis of the bands.
                bool isMiddle = name.StartsWith("midend", StringComparison.Ordinal);
                long[] shape = isMiddle ? [conv.KernelSize, input[0], 1, conv.Filters]
                    : [conv.KernelSize, conv.Kernel.Bands, input[0], conv.Filters];
                WeightArray kernel = checkpoint.Take($"{name}/kernel", shape);
                weights[path, WeightRoles.Weight] = new WeightArray(
                    [conv.Filters, input[0], conv.Kernel.Frames, conv.Kernel.Bands],
                    isMiddle ? FiltersFirst(kernel.Values, conv.KernelSize, input[0], conv.Filters)
                        : FiltersFirst(kernel.Values, 1, conv.KernelSize * conv.Kernel.Bands, conv.Filters));
                weights[path, WeightRoles.Bias] = checkpoint.Take($"{name}/bias", conv.Filters);
                break;
            case Dense dense:
                float[] matrix = FiltersFirst(checkpoint.Take($"{name}/kernel", input[0], dense.Units).Values, 1, input[0], dense.Units);
                weights[path, WeightRoles.Weight] = new WeightArray(
                    [dense.Units, input[0]],
                    name == Embedding ? [.. matrix.Chunk(input[0]).SelectMany(MaximaFirst)] : matrix);
                weights[path, WeightRoles.Bias] = checkpoint.Take($"{name}/bias", dense.Units);
                break;
            default:
                foreach ((string role, string array) in (ReadOnlySpan<(string, string)>)[
                    (WeightRoles.Weight, "gamma"), (WeightRoles.Bias, "beta"),
                    (WeightRoles.Mean, "moving_mean"), (WeightRoles.Variance, "moving_variance")])
                {
                    WeightArray values = checkpoint.Take($"{name}/{array}", input[0]);
                    weights[path, role] = name == Pooled ? values with { Values = MaximaFirst(values.Values) } : values;
                }

                break;
        }
    }

    /// <summary>Reorders <c>[frames, inputs, filters]</c> to <c>[filters, inputs, frames]</c>.</summary>
    private static float[] FiltersFirst(float[] values, int frames, int inputs, int filters)
    {
        var moved = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int filter, int input, int frame) = (i % filters, i / filters % inputs, i / filters / inputs);
            moved[(((filter * inputs) + input) * frames) + frame] = values[i];
        }

        return moved;
    }

    /// <summary>Reorders [maximum 0, mean 0, maximum 1, ...] to all maxima followed by all means.</summary>
    private static float[] MaximaFirst(float[] values) =>
        [.. values.Where((_, index) => index % 2 == 0), .. values.Where((_, index) => index % 2 == 1)];
}
