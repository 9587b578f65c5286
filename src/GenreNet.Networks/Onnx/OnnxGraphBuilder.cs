using System.Buffers.Binary;
using System.Numerics.Tensors;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks;

/// <summary>Collects the nodes and weights of a graph. It grows as a chain, every node taking what the last one put out, and can go back to an earlier output.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly GraphProto _graph;
    private readonly bool _halves;
    private string _last;

    /// <summary>Begins a graph.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">Name of its input.</param>
    /// <param name="shape">Shape of the input without the batch.</param>
    /// <param name="halves">Whether arrays of two axes and more are stored as float16.</param>
    public OnnxGraphBuilder(string name, string input, IReadOnlyList<int> shape, bool halves = false)
        : this(new GraphProto { Name = name }, input)
    {
        _graph.Input.Add(Value(input, shape));
        _halves = halves;
    }

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
        if (_halves && shape.Count > 1 && TensorPrimitives.MaxMagnitude(values) <= (float)Half.MaxValue)
        {
            return Halves(name, shape, values);
        }

        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return Initializer(name, shape, TensorProto.Types.DataType.Float, raw);
    }

    // ONNX Runtime folds the conversion into a constant when it loads the graph.
    private string Halves(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        byte[] raw = new byte[values.Length * sizeof(ushort)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(raw.AsSpan(i * sizeof(ushort)), (Half)values[i]);
        }

        var node = new NodeProto { OpType = "Cast", Name = name };
        node.Input.Add(Initializer($"{name}_half", shape, TensorProto.Types.DataType.Float16, raw));
        node.Output.Add(name);
        node.Attribute.Add(Attribute("to", (long)TensorProto.Types.DataType.Float));
        _graph.Node.Add(node);
        return name;
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
    /// <exception cref="NetworkException">The graph has an output of that name, or its input has it.</exception>
    public void MarkOutput(IReadOnlyList<int> shape)
    {
        if (_graph.Output.Any(output => output.Name == _last) || _last == _graph.Input[0].Name)
        {
            throw new NetworkException(_graph.Name, _last, "two outputs have the same name; rename the tap");
        }

        _graph.Output.Add(Value(_last, shape));
    }

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
