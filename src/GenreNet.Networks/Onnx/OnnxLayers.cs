using static GenreNet.Networks.OnnxGraphBuilder;

namespace GenreNet.Networks;

/// <summary>Appends the ONNX nodes of each layer in its form after fitting (without dropout, and with constant batch statistics).</summary>
internal static class OnnxLayers
{
    private static readonly string[] None = [];

    /// <summary>Appends layers to the graph.</summary>
    /// <param name="graph">The graph so far.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="shapes">Intermediate shapes: element <c>i</c> is the input of layer <c>i</c>.</param>
    /// <param name="list">Path of the list in the network: <see cref="LayerPath"/>.</param>
    /// <param name="weights">The arrays of all layers.</param>
    /// <returns>The input of the last layer; if that is a block, the inputs of the last layer of each of its lists.</returns>
    public static IReadOnlyList<GraphOutput> Append(
        OnnxGraphBuilder graph, IReadOnlyList<LayerSpec> layers, IReadOnlyList<TensorShape> shapes, string list, NetworkWeights weights)
    {
        IReadOnlyList<GraphOutput> before = [new(graph.Last, shapes[0])];
        for (int i = 0; i < layers.Count; i++)
        {
            string path = LayerPath.Of(list, i);
            if (layers[i] is Scale && i == layers.Count - 1)
            {
                // The weight of a model in an ensemble: the input of the model's own last layer precedes it.
                Append(graph, layers[i], shapes[i], path, role => weights[path, role]);
                continue;
            }

            before = [new(graph.Last, shapes[i])];
            if (layers[i] is Tap tap)
            {
                AppendTap(graph, tap, shapes[i], path, weights);
            }
            else if (layers[i] is BlockSpec block)
            {
                before = AppendBlock(graph, block, shapes[i], shapes[i + 1], path, weights);
            }
            else
            {
                Append(graph, layers[i], shapes[i], path, role => weights[path, role]);
            }
        }

        return before;
    }

    private static void AppendTap(OnnxGraphBuilder graph, Tap tap, TensorShape input, string path, NetworkWeights weights)
    {
        string start = graph.Last;
        string list = LayerPath.ListOf(path, tap.Lists[0].Name);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(path, tap.Body, input, list);
        Append(graph, tap.Body, shapes, list, weights);
        graph.Add("Identity", tap.Name, []);
        graph.MarkOutput(shapes[^1].Axes);
        graph.GoTo(start);
    }

    private static List<GraphOutput> AppendBlock(
        OnnxGraphBuilder graph, BlockSpec block, TensorShape input, TensorShape output, string path, NetworkWeights weights)
    {
        string start = graph.Last;
        List<string> outputs = [];
        List<GraphOutput> before = [];
        foreach ((string name, IReadOnlyList<LayerSpec> layers) in block.Lists)
        {
            string list = LayerPath.ListOf(path, name);
            graph.GoTo(start);
            IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(path, layers, input, list);
            before.AddRange(Append(graph, layers, shapes, list, weights));
            if (block is Gate && shapes[^1].Axes.Count < input.Axes.Count)
            {
                // One value per channel or unit, for all frames and coefficients.
                graph.Add("Unsqueeze", $"{path}_factors", [graph.Integers($"{path}_axes", Pooled(input))]);
            }

            outputs.Add(graph.Last);
        }

        graph.GoTo(outputs[0]);
        switch (block.MergedBy)
        {
            case BranchMerge.Concatenate:
                graph.Add("Concat", path, outputs.Skip(1), Attribute("axis", 1L + BlockSpec.ChannelAxis(output)));
                break;
            case BranchMerge.Mean:
                graph.Add("Mean", path, outputs.Skip(1));
                break;
            case BranchMerge.Product:
                foreach ((int index, string factor) in outputs.Skip(1).Index())
                {
                    graph.Add("Mul", index == outputs.Count - 2 ? path : $"{path}_product{index}", [factor]);
                }

                break;
            default:
                graph.Add("Sum", path, outputs.Skip(1));
                break;
        }

        return before;
    }

    private static void Append(OnnxGraphBuilder graph, LayerSpec layer, TensorShape input, string name, Func<string, WeightArray> weights)
    {
        switch (layer)
        {
            case Standardize:
                graph.Add("Sub", $"{name}_centred", Initializers(WeightRoles.Mean));
                graph.Add("Div", name, Initializers(WeightRoles.Deviation));
                break;
            case AddChannel:
                graph.Add("Unsqueeze", name, [graph.Integers($"{name}_axes", 1)]);
                break;
            case Conv2d conv:
                graph.Add(
                    "Conv",
                    name,
                    conv.IsUnbiased ? Initializers(WeightRoles.Weight) : Initializers(WeightRoles.Weight, WeightRoles.Bias),
                    Attribute("kernel_shape", [conv.Kernel.Frames, conv.Kernel.Bands]),
                    Attribute("strides", [conv.Stride, conv.Stride]),
                    Attribute("pads", [conv.Zeros.Before, conv.Zeros.Bands, conv.Zeros.After, conv.Zeros.Bands]),
                    Attribute("group", conv.IsDepthwise ? (long)input[0] : 1L));
                break;
            case MaxPool2d pool:
                SamePadding rows = SamePadding.Of(input[1], pool.Size, pool.Stride);
                SamePadding columns = SamePadding.Of(input[2], pool.Size, pool.Stride);
                graph.Add(
                    "MaxPool",
                    name,
                    None,
                    Attribute("kernel_shape", [pool.Size, pool.Size]),
                    Attribute("strides", [pool.Stride, pool.Stride]),
                    Attribute("pads", [rows.Before, columns.Before, rows.After, columns.After]));
                break;
            case BatchNorm norm:
                graph.Add(
                    "BatchNormalization",
                    name,
                    Initializers(WeightRoles.Weight, WeightRoles.Bias, WeightRoles.Mean, WeightRoles.Variance),
                    Attribute("epsilon", norm.Epsilon));
                break;
            case Relu or HardSwish or Sigmoid:
                graph.Add(layer.GetType().Name, name, None);
                break;
            case BandMaxPool:
                graph.Add("ReduceMax", name, None, Attribute("axes", [3L]), Attribute("keepdims", 1L));
                break;
            case Flatten:
                graph.Add("Flatten", name, None, Attribute("axis", 1L));
                break;
            case Dense when input.Axes.Count == 1:
                graph.Add("Gemm", name, Initializers(WeightRoles.Weight, WeightRoles.Bias), Attribute("transB", 1L));
                break;
            case AveragePool2d pool:
                graph.Add("AveragePool", name, None, Attribute("kernel_shape", [pool.Frames, pool.Bands]), Attribute("strides", [pool.Frames, pool.Bands]));
                break;
            case GlobalAveragePool:
                graph.Add("ReduceMean", name, None, Attribute("axes", Pooled(input)), Attribute("keepdims", 0L));
                break;
            case GlobalMaxPool:
                graph.Add("ReduceMax", name, None, Attribute("axes", Pooled(input)), Attribute("keepdims", 0L));
                break;
            case LevelInvariant or Logarithm or SelectColumns or StatisticsPool or View or Scale:
                OnnxFunctions.Append(graph, layer, input, name);
                break;
            case TreeEnsemble trees:
                OnnxTrees.Append(graph, trees, name, weights);
                break;
            case Dropout or GaussianNoise:
                break;
            default:
                OnnxSequences.Append(graph, layer, input, name, weights);
                break;
        }

        string[] Initializers(params string[] roles) =>
            [.. roles.Select(role => graph.Floats($"{name}.{role}", weights(role).Shape, weights(role).Values))];
    }

    /// <summary>Returns the axes of global pooling: frames and coefficients of images, steps of sequences.</summary>
    internal static long[] Pooled(TensorShape input) => input.Axes.Count == 3 ? [2, 3] : [1];
}
