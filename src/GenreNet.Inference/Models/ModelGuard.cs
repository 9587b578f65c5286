using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>
/// Validates an ONNX file before it is passed to ONNX Runtime, which trusts its input. Accepts only a complete file of standard operators
/// that contains all of its weights.
/// </summary>
/// <remarks>Field numbers: <c>onnx.proto</c> of ONNX 1.17.</remarks>
internal static class ModelGuard
{
    // ModelProto, StringStringEntryProto, GraphProto, NodeProto, AttributeProto.
    private const int Graph = 7, OperatorSets = 8, Metadata = 14, TrainingInfo = 20, Functions = 25;
    private const int MetadataKey = 1, MetadataValue = 2;
    private const int Nodes = 1, Initializers = 5, SparseInitializers = 15;
    private const int OperatorType = 4, Attributes = 5, Domain = 7;
    private const int AttributeInteger = 3, AttributeTensor = 5, AttributeGraph = 6, AttributeIntegers = 8, AttributeTensors = 10, AttributeGraphs = 11, AttributeSparse = 22, AttributeSparseTensors = 23;

    /// <summary>
    /// The largest attribute value accepted. Kernels, strides and paddings are far smaller, and without a limit a number in the file could
    /// make absent data large.
    /// </summary>
    private const long LargestAttribute = 1 << 16;

    /// <summary>
    /// The operators whose outputs are about as large as their inputs: those that GenreNet writes, and those that quantising a model adds.
    /// </summary>
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "AveragePool", "BatchNormalization", "Cast", "Clip", "Concat", "Conv", "ConvInteger", "DequantizeLinear", "Div", "Dropout", "DynamicQuantizeLinear",
        "Erf", "Exp", "Flatten", "Gather", "GatherElements", "Gelu", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "GRU", "HardSigmoid", "HardSwish", "Identity", "LayerNormalization", "LeakyRelu", "LessOrEqual", "Log", "LSTM", "MatMul",
        "MatMulInteger", "Max", "MaxPool", "Mean", "Min", "Mul", "Neg", "Pow", "QLinearConv", "QLinearMatMul", "QuantizeLinear", "Reciprocal", "ReduceMax", "ReduceMean",
        "ReduceMin", "ReduceSum", "Relu", "Reshape", "Sigmoid", "Slice", "Softmax", "Split", "Sqrt", "Squeeze", "Sub", "Sum", "Tanh", "Transpose", "Unsqueeze",
    };

    /// <summary>Checks that a file is safe to pass to ONNX Runtime, and returns the JSON of its card.</summary>
    /// <param name="file">The complete file.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <returns>The JSON, which has not been checked.</returns>
    /// <exception cref="ModelFormatException">The file is not safe; the message states why.</exception>
    public static string Check(ReadOnlySpan<byte> file, string name)
    {
        try
        {
            var model = new ProtobufReader(file);
            int graphs = 0, cards = 0;
            string json = string.Empty;
            while (model.Next())
            {
                switch (model.Field)
                {
                    case Graph:
                        graphs++;
                        CheckGraph(model.Bytes, name);
                        break;
                    case OperatorSets:
                        RequirePlain(model.Bytes, name);
                        break;
                    case Metadata when CardIn(model.Bytes) is { } card:
                        cards++;
                        json = card;
                        break;
                    case Functions or TrainingInfo:
                        throw new ModelFormatException($"{name} defines its own functions, which are not supported: use a model that 'genrenet train' wrote.");
                }
            }

            if (graphs != 1)
            {
                throw new InvalidDataException((file.Length, graphs) switch
                {
                    (0, _) => "it is empty",
                    (_, 0) => "it has no graph",
                    _ => "it has more than one graph",
                });
            }

            // A model cannot be used without its card, and readers differ in which of two cards they use.
            string count = cards == 0 ? "without a" : "with more than one";
            return cards == 1 ? json : throw new ModelFormatException($"{name} is an ONNX file {count} GenreNet card: use a model that 'genrenet train' wrote.");
        }
        catch (InvalidDataException problem)
        {
            throw new ModelFormatException($"{name} is not a GenreNet model, or it is damaged ({problem.Message}): use an .onnx file that 'genrenet train' wrote.", problem);
        }
    }

    private static void CheckGraph(ReadOnlySpan<byte> bytes, string name)
    {
        var graph = new ProtobufReader(bytes);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case Nodes:
                    CheckNode(graph.Bytes, name);
                    break;
                case Initializers:
                    TensorGuard.Check(graph.Bytes, name);
                    break;
                case SparseInitializers:
                    throw new InvalidDataException("it has sparse weights");
            }
        }
    }

    private static void CheckNode(ReadOnlySpan<byte> bytes, string name)
    {
        var node = new ProtobufReader(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case OperatorType when !Operators.Contains(node.Text):
                    throw new ModelFormatException($"{name} needs the operator '{Short(node.Text)}', which is not supported: use a model that 'genrenet train' wrote.");
                case Domain when node.Text is not ("" or "ai.onnx"):
                    throw Custom(node.Text, name);
                case Attributes:
                    CheckAttribute(node.Bytes, name);
                    break;
            }
        }
    }

    private static void CheckAttribute(ReadOnlySpan<byte> bytes, string name)
    {
        bool areInRange = true;
        var attribute = new ProtobufReader(bytes);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case AttributeInteger or AttributeIntegers:
                    areInRange &= attribute.AllNumbers(number => number is >= -LargestAttribute and <= LargestAttribute);
                    break;
                case AttributeTensor or AttributeTensors:
                    TensorGuard.Check(attribute.Bytes, name);
                    break;
                case AttributeGraph or AttributeGraphs or AttributeSparse or AttributeSparseTensors:
                    throw new ModelFormatException($"{name} has nested graphs, which are not supported: use a model that 'genrenet train' wrote.");
            }
        }

        if (!areInRange)
        {
            throw new InvalidDataException("an operator attribute is out of range");
        }
    }

    /// <summary>Returns the value of a metadata entry if it is the card, otherwise null.</summary>
    private static string? CardIn(ReadOnlySpan<byte> bytes)
    {
        // The last of several equal fields counts, as in every protobuf reader.
        (string key, string value) = (string.Empty, string.Empty);
        var entry = new ProtobufReader(bytes);
        while (entry.Next())
        {
            (key, value) = entry.Field switch
            {
                MetadataKey => (entry.Text, value),
                MetadataValue => (key, entry.Text),
                _ => (key, value),
            };
        }

        return key == ModelFormat.CardKey ? value : null;
    }

    private static void RequirePlain(ReadOnlySpan<byte> bytes, string name)
    {
        var set = new ProtobufReader(bytes);
        while (set.Next())
        {
            // OperatorSetIdProto.domain
            if (set.Field == 1 && set.Text is not ("" or "ai.onnx"))
            {
                throw Custom(set.Text, name);
            }
        }
    }

    private static ModelFormatException Custom(string domain, string name) =>
        new($"{name} needs the custom operators of '{Short(domain)}', which are not supported: use a model that 'genrenet train' wrote.");

    private static string Short(string text) => new([.. text.Take(40).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
