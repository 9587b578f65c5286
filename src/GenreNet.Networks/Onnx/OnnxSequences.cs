using static GenreNet.Networks.OnnxGraphBuilder;

namespace GenreNet.Networks;

/// <summary>Appends the ONNX nodes of layers that process sequences, <c>[batch, steps, units]</c>.</summary>
internal static class OnnxSequences
{
    private static readonly string[] None = [];

    /// <summary>Appends the nodes of one layer.</summary>
    public static void Append(OnnxGraphBuilder graph, LayerSpec layer, TensorShape input, string name, Func<string, WeightArray> weights)
    {
        switch (layer)
        {
            case Dense:
                Multiply(graph, name, name, weights(WeightRoles.Weight), weights(WeightRoles.Bias));
                break;
            case Gelu:
                AppendGelu(graph, name);
                break;
            case ToSequence:
                graph.Add("Transpose", $"{name}_frames_first", None, Attribute("perm", [0, 2, 1, 3]));
                graph.Add("Reshape", name, [graph.Integers($"{name}_shape", 0, input[1], (long)input[0] * input[2])]);
                break;
            case Patches patches:
                long[] window = [patches.Frames, ShapeInference.PatchBands(patches, input[1])];
                graph.Add("Unsqueeze", $"{name}_image", [graph.Integers($"{name}_axes", 1)]);
                graph.Add("Conv", $"{name}_vectors", Initializers(WeightRoles.Weight, WeightRoles.Bias), Attribute("kernel_shape", window), Attribute("strides", window));
                graph.Add("Reshape", $"{name}_row", [graph.Integers($"{name}_shape", 0, patches.Units, -1)]);
                graph.Add("Transpose", name, None, Attribute("perm", [0, 2, 1]));
                break;
            case PositionEmbedding:
                graph.Add("Add", name, Initializers(WeightRoles.Weight));
                break;
            case LayerNorm norm:
                graph.Add("LayerNormalization", name, Initializers(WeightRoles.Weight, WeightRoles.Bias), Attribute("axis", -1L), Attribute("epsilon", norm.Epsilon));
                break;
            case Gru gru:
                AppendGru(graph, gru, name, weights);
                break;
            case SelfAttention attention:
                AppendAttention(graph, attention, input, name, weights);
                break;
            default:
                throw new NotSupportedException($"ONNX has no nodes for {layer}");
        }

        string[] Initializers(params string[] roles) =>
            [.. roles.Select(role => graph.Floats($"{name}.{role}", weights(role).Shape, weights(role).Values))];
    }

    /// <summary>Multiplies each step by a matrix <c>[out, in]</c> and adds a bias.</summary>
    private static void Multiply(OnnxGraphBuilder graph, string output, string name, WeightArray weight, WeightArray bias)
    {
        (int rows, int columns) = ((int)weight.Shape[0], (int)weight.Shape[1]);
        var transposed = new float[weight.Values.Length];
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = weight.Values[i];
        }

        graph.Add("MatMul", $"{output}_product", [graph.Floats($"{name}.{WeightRoles.Weight}", [columns, rows], transposed)]);
        graph.Add("Add", output, [graph.Floats($"{name}.{WeightRoles.Bias}", bias.Shape, bias.Values)]);
    }

    // The Gelu operator was added in operator set 20.
    private static void AppendGelu(OnnxGraphBuilder graph, string name)
    {
        string input = graph.Last;
        graph.Add("Mul", $"{name}_scaled", [graph.Floats($"{name}_root_half", [], [(float)Math.Sqrt(0.5)])]);
        graph.Add("Erf", $"{name}_erf", None);
        graph.Add("Add", $"{name}_shifted", [graph.Floats($"{name}_one", [], [1f])]);
        graph.Add("Mul", $"{name}_double", [input]);
        graph.Add("Mul", name, [graph.Floats($"{name}_half", [], [0.5f])]);
    }

    private static void AppendGru(OnnxGraphBuilder graph, Gru gru, string name, Func<string, WeightArray> weights)
    {
        string[] directions = gru.IsBidirectional ? ["", WeightRoles.Reverse] : [""];
        WeightArray Gates(string role) => InGateOrder(directions.Select(d => weights(role + d)), gru.Units);
        (WeightArray input, WeightArray state) = (Gates(WeightRoles.InputWeight), Gates(WeightRoles.StateWeight));
        WeightArray[] inputBias = [.. directions.Select(d => InGateOrder([weights(WeightRoles.InputBias + d)], gru.Units))];
        WeightArray[] stateBias = [.. directions.Select(d => InGateOrder([weights(WeightRoles.StateBias + d)], gru.Units))];
        float[] bias = [.. inputBias.Zip(stateBias).SelectMany(pair => (float[])[.. pair.First.Values, .. pair.Second.Values])];

        // ONNX has the steps first, followed by an axis of directions.
        graph.Add("Transpose", $"{name}_steps_first", None, Attribute("perm", [1, 0, 2]));
        graph.Add(
            "GRU",
            $"{name}_states",
            [
                graph.Floats($"{name}.input", input.Shape, input.Values),
                graph.Floats($"{name}.state", state.Shape, state.Values),
                graph.Floats($"{name}.bias", [directions.Length, 6L * gru.Units], bias),
            ],
            Attribute("hidden_size", (long)gru.Units),
            Attribute("linear_before_reset", 1L),
            Attribute("direction", gru.IsBidirectional ? "bidirectional" : "forward"));
        graph.Add("Transpose", $"{name}_batch_first", None, Attribute("perm", [2, 0, 1, 3]));
        graph.Add("Reshape", name, [graph.Integers($"{name}_shape", 0, 0, (long)directions.Length * gru.Units)]);
    }

    /// <summary>
    /// Reorders the gates from reset, update, new (torch) to update, reset, new (ONNX), and adds a first axis of directions.
    /// </summary>
    private static WeightArray InGateOrder(IEnumerable<WeightArray> directions, int units)
    {
        WeightArray[] arrays = [.. directions];
        int gate = arrays[0].Values.Length / 3;
        return new WeightArray(
            [arrays.Length, .. arrays[0].Shape],
            [.. arrays.SelectMany(a => (float[])[.. a.Values[gate..(2 * gate)], .. a.Values[..gate], .. a.Values[(2 * gate)..]])]);
    }

    private static void AppendAttention(OnnxGraphBuilder graph, SelfAttention attention, TensorShape input, string name, Func<string, WeightArray> weights)
    {
        int units = input[1] / attention.Heads;
        Multiply(graph, $"{name}_projected", $"{name}.{WeightRoles.Projection}", weights(WeightRoles.Projection + WeightRoles.Weight), weights(WeightRoles.Projection + WeightRoles.Bias));
        graph.Add("Reshape", $"{name}_split", [graph.Integers($"{name}_split_shape", 0, input[0], 3, attention.Heads, units)]);
        graph.Add("Transpose", $"{name}_heads", None, Attribute("perm", [2, 0, 3, 1, 4]));
        string[] parts = [$"{name}_q3", $"{name}_k3", $"{name}_v3"];
        graph.AddFork("Split", parts, None, Attribute("axis", 0L));
        string[] matrices = [.. parts.Select(part =>
        {
            graph.GoTo(part);
            graph.Add("Squeeze", $"{part}_squeezed", [graph.Integers($"{part}_axes", 0)]);
            return graph.Last;
        })];

        graph.GoTo(matrices[1]);
        graph.Add("Transpose", $"{name}_keys", None, Attribute("perm", [0, 1, 3, 2]));
        string keys = graph.Last;
        graph.GoTo(matrices[0]);
        graph.Add("MatMul", $"{name}_alike", [keys]);
        graph.Add("Mul", $"{name}_scaled", [graph.Floats($"{name}_scale", [], [(float)(1 / Math.Sqrt(units))])]);
        graph.Add("Softmax", $"{name}_attention", None, Attribute("axis", -1L));
        graph.Add("MatMul", $"{name}_mixed", [matrices[2]]);
        graph.Add("Transpose", $"{name}_steps", None, Attribute("perm", [0, 2, 1, 3]));
        graph.Add("Reshape", $"{name}_joined", [graph.Integers($"{name}_joined_shape", 0, input[0], input[1])]);
        Multiply(graph, name, $"{name}.{WeightRoles.Output}", weights(WeightRoles.Output + WeightRoles.Weight), weights(WeightRoles.Output + WeightRoles.Bias));
    }
}
