using static GenreNet.Networks.OnnxGraphBuilder;

namespace GenreNet.Networks;

/// <summary>Appends the ONNX nodes of layers without weights that need several nodes.</summary>
internal static class OnnxFunctions
{
    private static readonly string[] None = [];

    /// <summary>Appends the nodes of one layer.</summary>
    public static void Append(OnnxGraphBuilder graph, LayerSpec layer, TensorShape input, string name)
    {
        switch (layer)
        {
            case LevelInvariant { Coefficients: 0 }:
                Centre(graph, name, [1, 2]);
                break;
            case LevelInvariant level:
                AppendPart(graph, name, level.Coefficients, input[1]);
                break;
            case Logarithm logarithm:
                AppendLogarithm(graph, name, logarithm, input[1]);
                break;
            case SelectColumns select:
                graph.Add("Gather", name, [graph.Integers($"{name}_columns", [.. select.Columns.Select(column => (long)column)])], Attribute("axis", 2L));
                break;
            case View view:
                AppendView(graph, name, view);
                break;
            case Scale scale:
                graph.Add("Mul", name, [graph.Floats($"{name}_factor", [1], [(float)scale.Factor])]);
                break;
            case StatisticsPool:
                AppendStatistics(graph, name, OnnxLayers.Pooled(input));
                break;
            default:
                throw new NotSupportedException($"ONNX has no nodes for {layer}");
        }
    }

    private static void Centre(OnnxGraphBuilder graph, string output, long[] axes)
    {
        string start = graph.Last;
        graph.AddFork("ReduceMean", [$"{output}_mean"], None, Attribute("axes", axes), Attribute("keepdims", 1L));
        graph.GoTo(start);
        graph.Add("Sub", output, [$"{output}_mean"]);
    }

    private static void AppendPart(OnnxGraphBuilder graph, string name, long coefficients, int all)
    {
        graph.AddFork("Split", [$"{name}_first", $"{name}_rest"], [graph.Integers($"{name}_sizes", coefficients, all - coefficients)], Attribute("axis", 2L));
        graph.GoTo($"{name}_first");
        Centre(graph, $"{name}_centred", [1, 2]);
        graph.Add("Concat", name, [$"{name}_rest"], Attribute("axis", 2L));
    }

    private static void AppendLogarithm(OnnxGraphBuilder graph, string name, Logarithm logarithm, int columns)
    {
        // Both are computed for all columns and multiplied by 1 or 0, which changes no bit.
        float[] chosen = [.. Enumerable.Range(0, columns).Select(column => logarithm.IsOf(column) ? 1f : 0f)];
        string start = graph.Last;
        graph.Add("Mul", $"{name}_kept", [graph.Floats($"{name}_others", [columns], [.. chosen.Select(c => 1 - c)])]);
        graph.GoTo(start);
        graph.Add("Max", $"{name}_above", [graph.Floats($"{name}_floor", [1], [(float)logarithm.Floor])]);
        graph.Add("Log", $"{name}_log", None);
        graph.Add("Mul", $"{name}_taken", [graph.Floats($"{name}_chosen", [columns], chosen)]);
        graph.Add("Add", name, [$"{name}_kept"]);
    }

    private static void AppendView(OnnxGraphBuilder graph, string name, View view)
    {
        long end = view.Offset + ((long)view.Frames * view.Bands);
        graph.Add("Slice", $"{name}_part",
            [graph.Integers($"{name}_start", view.Offset), graph.Integers($"{name}_end", end), graph.Integers($"{name}_axis", 2)]);
        graph.Add("Reshape", name, [graph.Integers($"{name}_shape", 0, view.Frames, view.Bands)]);
    }

    private static void AppendStatistics(OnnxGraphBuilder graph, string name, long[] axes)
    {
        string start = graph.Last;
        graph.Add("ReduceMean", $"{name}_means", None, Attribute("axes", axes), Attribute("keepdims", 0L));
        graph.GoTo(start);
        Centre(graph, $"{name}_centred", axes);
        graph.Add("Mul", $"{name}_squares", [graph.Last]);
        graph.Add("ReduceMean", $"{name}_variances", None, Attribute("axes", axes), Attribute("keepdims", 0L));
        graph.Add("Add", $"{name}_above_zero", [graph.Floats($"{name}_epsilon", [1], [StatisticsPool.Epsilon])]);
        graph.Add("Sqrt", $"{name}_deviations", None);
        string deviations = graph.Last;
        graph.GoTo($"{name}_means");
        graph.Add("Concat", name, [deviations], Attribute("axis", 1L));
    }
}
