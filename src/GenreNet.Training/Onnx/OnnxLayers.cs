using GenreNet.Training.Networks;
using static GenreNet.Training.Onnx.OnnxGraphBuilder;

namespace GenreNet.Training.Onnx;

/// <summary>The ONNX nodes of each layer, as they are after fitting (dropout is gone, batch statistics are constants).</summary>
internal static class OnnxLayers
{
    private static readonly string[] None = [];

    /// <summary>Appends a layer to the graph.</summary>
    /// <param name="graph">The graph so far.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Shape of what goes in.</param>
    /// <param name="name">Prefix that makes names unique, such as <c>layer3</c>.</param>
    /// <param name="weights">The layer's arrays by role.</param>
    public static void Append(OnnxGraphBuilder graph, LayerSpec layer, TensorShape input, string name, Func<string, WeightArray> weights)
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
                graph.Add("Conv", name, Initializers(WeightRoles.Weight, WeightRoles.Bias), Attribute("kernel_shape", [conv.KernelSize, conv.KernelSize]));
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
            case Relu:
                graph.Add("Relu", name, None);
                break;
            case Flatten:
                graph.Add("Flatten", name, None, Attribute("axis", 1L));
                break;
            case Dense:
                graph.Add("Gemm", name, Initializers(WeightRoles.Weight, WeightRoles.Bias), Attribute("transB", 1L));
                break;
            case Dropout:
                break;
            default:
                throw new NotSupportedException($"ONNX has no nodes for {layer}");
        }

        string[] Initializers(params string[] roles) =>
            [.. roles.Select(role => graph.Floats($"{name}.{role}", weights(role).Shape, weights(role).Values))];
    }
}
