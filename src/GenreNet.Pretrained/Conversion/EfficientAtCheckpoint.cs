using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>
/// Converts an EfficientAT state dict to a backbone: mn04, mn10 and the others, whose widths are determined from the arrays.
/// </summary>
internal static class EfficientAtCheckpoint
{
    /// <summary>The name of an array that every checkpoint has.</summary>
    public const string FirstArray = "features.0.0.weight";

    private const string Hidden = "classifier.2";
    private const string Classes = "classifier.5";

    private static readonly double[] PublishedWidths = [0.4, 0.5, 0.6, 0.8, 1, 2, 3, 4];

    public static Backbone Convert(Checkpoint checkpoint, bool joinsMeans)
    {
        List<string> names = ["features.0.0", "features.0.1"];
        EfficientAtWidths widths = ReadWidths(checkpoint, names);
        string name = NameOf(widths);
        NetworkSpec Build(Tap? tap) => new(name, EfficientAt.Backbone(widths, joinsMeans, tap));
        NetworkSpec network = Build(null);
        NetworkWeights weights = Read(checkpoint, network, TensorShape.Of(FeatureOptions.EfficientAtMels), names);
        int classes = checkpoint.Shape($"{Classes}.bias", 1)[0];
        var head = new NetworkSpec($"{name} head", EfficientAt.Head(widths.Hidden, classes));
        NetworkWeights headWeights = Read(checkpoint, head, new TensorShape(widths.Embedding), [Hidden, Classes]);
        checkpoint.RequireAllTaken(name, ".num_batches_tracked");
        return new Backbone
        {
            Name = name,
            Features = FeatureOptions.EfficientAtMels,
            Network = network,
            Weights = weights,
            EmbeddingSize = ShapeInference.Infer(network, TensorShape.Of(FeatureOptions.EfficientAtMels))[^1].Size,
            Head = new BackboneHead { Network = head, Weights = headWeights, ClassCount = classes, Labels = [] },
            Build = Build,
        };
    }

    /// <summary>Reads the channel counts from the shapes, and lists the names of the layers in the order of the declaration.</summary>
    private static EfficientAtWidths ReadWidths(Checkpoint checkpoint, List<string> names)
    {
        List<EfficientAtBlock> blocks = [];
        foreach ((int index, EfficientAt.BlockPlan plan) in EfficientAt.Blocks.Index())
        {
            string block = $"features.{index + 1}.block";

            // A block that does not expand its channels begins with its depthwise convolution.
            int layer = checkpoint.Shape($"{block}.0.0.weight", 4)[2] > 1 ? 0 : 1;
            names.AddRange(Enumerable.Range(0, layer + 1).SelectMany(i => (string[])[$"{block}.{i}.0", $"{block}.{i}.1"]));
            int expanded = checkpoint.Shape($"{block}.{layer}.0.weight", 4)[0];
            int squeezed = 0;
            if (plan.HasSqueeze)
            {
                string gate = $"{block}.{++layer}.conc_se_layers.0";
                squeezed = checkpoint.Shape($"{gate}.fc1.weight", 2)[0];
                names.AddRange([$"{gate}.fc1", $"{gate}.fc2"]);
            }

            string projection = $"{block}.{layer + 1}";
            names.AddRange([$"{projection}.0", $"{projection}.1"]);
            blocks.Add(new EfficientAtBlock(expanded, checkpoint.Shape($"{projection}.0.weight", 4)[0], squeezed));
        }

        string last = $"features.{blocks.Count + 1}";
        names.AddRange([$"{last}.0", $"{last}.1"]);
        return new EfficientAtWidths(
            checkpoint.Shape(FirstArray, 4)[0],
            blocks,
            checkpoint.Shape($"{last}.0.weight", 4)[0],
            checkpoint.Shape($"{Hidden}.weight", 2)[0]);
    }

    private static string NameOf(EfficientAtWidths widths)
    {
        double width = PublishedWidths.FirstOrDefault(candidate =>
            EfficientAtWidths.Of(candidate) is var known && known.Embedding == widths.Embedding
                && known.Blocks.SequenceEqual(widths.Blocks));
        return width > 0 ? $"mn{width * 10:00}" : "mn";
    }

    private static NetworkWeights Read(Checkpoint checkpoint, NetworkSpec network, TensorShape input, List<string> names)
    {
        var weights = new NetworkWeights();
        var layers = network.Leaves(input).Where(leaf => leaf.Layer is Conv2d or BatchNorm or Dense).ToArray();
        if (layers.Length != names.Count)
        {
            throw checkpoint.WrongNetwork($"it has {names.Count} layers with weights, but {network.Name} has {layers.Length}");
        }

        foreach ((string name, (string path, LayerSpec layer, TensorShape shape)) in names.Zip(layers))
        {
            switch (layer)
            {
                case Conv2d conv:
                    long channels = conv.IsDepthwise ? 1 : shape[0];
                    WeightArray kernel = checkpoint.Take($"{name}.weight", conv.Filters, channels, conv.KernelSize, conv.KernelSize);
                    weights[path, WeightRoles.Weight] = kernel with { Values = Transposed(kernel.Values, conv.KernelSize) };
                    break;
                case Dense dense:
                    weights[path, WeightRoles.Weight] = checkpoint.Take($"{name}.weight", dense.Units, shape[0]);
                    weights[path, WeightRoles.Bias] = checkpoint.Take($"{name}.bias", dense.Units);
                    break;
                default:
                    weights[path, WeightRoles.Weight] = checkpoint.Take($"{name}.weight", shape[0]);
                    weights[path, WeightRoles.Bias] = checkpoint.Take($"{name}.bias", shape[0]);
                    weights[path, WeightRoles.Mean] = checkpoint.Take($"{name}.running_mean", shape[0]);
                    weights[path, WeightRoles.Variance] = checkpoint.Take($"{name}.running_var", shape[0]);
                    break;
            }
        }

        return weights;
    }

    /// <summary>Transposes square kernels from <c>[bands, frames]</c> to <c>[frames, bands]</c>.</summary>
    private static float[] Transposed(float[] kernels, int size)
    {
        var transposed = new float[kernels.Length];
        for (int i = 0; i < kernels.Length; i++)
        {
            int cell = i % (size * size);
            transposed[i - cell + (cell % size * size) + (cell / size)] = kernels[i];
        }

        return transposed;
    }
}
