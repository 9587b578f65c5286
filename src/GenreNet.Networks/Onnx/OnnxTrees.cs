using GenreNet.Networks.Onnx.Schema;
using static GenreNet.Networks.OnnxGraphBuilder;

namespace GenreNet.Networks;

/// <summary>Appends the ONNX nodes of decision trees: all trees descend one level at a time, as tensors.</summary>
/// <remarks>
/// ONNX has an operator for trees, but ONNX Runtime does not compare its numbers of columns and outputs with the sizes of the arrays, so a
/// damaged file could read and write outside of them. Gather and GatherElements check every index. Nakandala et al., "A tensor compiler for
/// unified machine learning prediction serving" (2020), section 4.1, tree traversal.
/// </remarks>
internal static class OnnxTrees
{
    private static readonly string[] None = [];

    /// <summary>Appends the nodes of one layer; the current output is a vector.</summary>
    public static void Append(OnnxGraphBuilder graph, TreeEnsemble trees, string name, Func<string, WeightArray> weights)
    {
        int[] roots = Whole(weights(WeightRoles.Root));
        int[] features = Whole(weights(WeightRoles.SplitFeature));
        int[] children = Whole(weights(WeightRoles.Child));
        float[] thresholds = weights(WeightRoles.Threshold).Values;
        string vector = graph.Last;
        string feature = graph.SmallIntegers($"{name}_feature", features);
        string child = graph.SmallIntegers($"{name}_child", children);
        string threshold = graph.Floats($"{name}_threshold", [trees.Nodes], thresholds);

        // The columns of the roots are the same for every vector.
        graph.Add("Gather", $"{name}_value1", [graph.SmallIntegers($"{name}_root_feature", [.. roots.Select(root => features[root])])], Attribute("axis", 1L));
        graph.Add("LessOrEqual", $"{name}_below1", [graph.Floats($"{name}_root_threshold", [trees.AllTrees], [.. roots.Select(root => thresholds[root])])]);
        graph.Add("Cast", $"{name}_step1", None, Attribute("to", (long)TensorProto.Types.DataType.Int32));
        graph.Add("Add", $"{name}_node1", [graph.SmallIntegers($"{name}_root_child", [.. roots.Select(root => children[root])])]);
        for (int level = 2; level <= trees.Depth; level++)
        {
            AppendLevel(graph, name, level, vector, feature, threshold, child);
        }

        string node = graph.Last;
        graph.GoTo(graph.Floats($"{name}.{WeightRoles.Weight}", [trees.Nodes], weights(WeightRoles.Weight).Values));
        graph.Add("Gather", $"{name}_leaf", [node]);
        graph.Add("Reshape", $"{name}_leaves", [graph.Integers($"{name}_shape", 0, trees.Units, trees.Trees)]);
        graph.Add("ReduceSum", $"{name}_sum", [graph.Integers($"{name}_axes", 2)], Attribute("keepdims", 0L));
        graph.Add("Add", name, [graph.Floats($"{name}.{WeightRoles.Bias}", [trees.Units], weights(WeightRoles.Bias).Values)]);
    }

    private static void AppendLevel(OnnxGraphBuilder graph, string name, int level, string vector, string feature, string threshold, string child)
    {
        string node = graph.Last;
        graph.GoTo(feature);
        graph.Add("Gather", $"{name}_column{level}", [node]);
        string column = graph.Last;
        graph.GoTo(threshold);
        graph.Add("Gather", $"{name}_threshold{level}", [node]);
        string bound = graph.Last;
        graph.GoTo(child);
        graph.Add("Gather", $"{name}_child{level}", [node]);
        string next = graph.Last;
        graph.GoTo(vector);
        graph.Add("GatherElements", $"{name}_value{level}", [column], Attribute("axis", 1L));
        graph.Add("LessOrEqual", $"{name}_below{level}", [bound]);
        graph.Add("Cast", $"{name}_step{level}", None, Attribute("to", (long)TensorProto.Types.DataType.Int32));
        graph.Add("Add", $"{name}_node{level}", [next]);
    }

    private static int[] Whole(WeightArray array) => Array.ConvertAll(array.Values, value => (int)value);
}
