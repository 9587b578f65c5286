using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks.Onnx;

/// <summary>Collects the nodes and weights of a graph. It grows as a chain, every node taking what the last one put out, and can go back to an earlier output.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly GraphProto _graph;
    private string _last;

    public OnnxGraphBuilder(string name, string input, IReadOnlyList<int> shape)
        : this(new GraphProto { Name = name }, input) => _graph.Input.Add(Value(input, shape));

    /// <summary>Goes on with a graph.</summary>
    /// <param name="graph">The graph; it is changed.</param>
    /// <param name="last">Name of the output to go on behind.</param>
    public OnnxGraphBuilder(GraphProto graph, string last)
    {
        _graph = graph;
        _last = last;
    }

    /// <summary>The name of what the last node put out.</summary>
    public string Last => _last;

    /// <summary>Goes on behind an earlier output.</summary>
    /// <param name="output">Name of an output.</param>
    public void GoTo(string output) => _last = output;

    /// <summary>Adds a node behind the last one.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="output">Unique name of what it puts out.</param>
    /// <param name="weights">Names of initialisers that follow the running tensor as inputs.</param>
    /// <param name="attributes">Attributes of the operator.</param>
    public void Add(string operation, string output, IEnumerable<string> weights, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = output };
        node.Input.Add(_last);
        node.Input.AddRange(weights);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        _last = output;
    }

    /// <summary>Adds a node that has several outputs; the chain stays where it was.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="outputs">Unique names of what it puts out.</param>
    /// <param name="weights">Names of initialisers that follow the running tensor as inputs.</param>
    /// <param name="attributes">Attributes of the operator.</param>
    public void AddFork(string operation, string[] outputs, IEnumerable<string> weights, params AttributeProto[] attributes)
    {
        string from = _last;
        Add(operation, outputs[0], weights, attributes);
        _graph.Node[^1].Output.Add(outputs[1..]);
        _last = from;
    }

    /// <summary>Adds a float initialiser and gives its name back.</summary>
    public string Floats(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return Initializer(name, shape, TensorProto.Types.DataType.Float, raw);
    }

    /// <summary>Adds an initialiser of whole numbers and gives its name back.</summary>
    public string Integers(string name, params ReadOnlySpan<long> values)
    {
        byte[] raw = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        }

        return Initializer(name, [values.Length], TensorProto.Types.DataType.Int64, raw);
    }

    /// <summary>Makes the last output one of the graph's.</summary>
    public void MarkOutput(IReadOnlyList<int> shape) => _graph.Output.Add(Value(_last, shape));

    /// <summary>The finished graph.</summary>
    public GraphProto Build() => _graph;

    public static AttributeProto Attribute(string name, double value) =>
        new() { Name = name, F = (float)value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Attribute(string name, string value) =>
        new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }

    private string Initializer(string name, IReadOnlyList<long> shape, TensorProto.Types.DataType type, byte[] raw)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = UnsafeByteOperations.UnsafeWrap(raw) };
        tensor.Dims.AddRange(shape);
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Value(string name, IReadOnlyList<int> shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        dimensions.Dim.AddRange(shape.Select(axis => new TensorShapeProto.Types.Dimension { DimValue = axis }));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
