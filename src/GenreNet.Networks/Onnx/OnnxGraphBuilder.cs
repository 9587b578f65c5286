using System.Buffers.Binary;
using System.Numerics.Tensors;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks;

/// <summary>
/// Collects the nodes and weights of a graph. Each node is appended to the current output, which can be set back to an earlier one.
/// </summary>
internal sealed class OnnxGraphBuilder
{
    private readonly GraphProto _graph;
    private readonly bool _halves;
    private string _last;

    /// <summary>Begins a graph.</summary>
    /// <param name="name">Name of the graph.</param>
    /// <param name="input">Name of the graph's input.</param>
    /// <param name="shape">Shape of the input without the batch axis.</param>
    /// <param name="halves">Whether arrays of two or more axes are stored as float16.</param>
    public OnnxGraphBuilder(string name, string input, IReadOnlyList<int> shape, bool halves = false)
        : this(new GraphProto { Name = name }, input)
    {
        _graph.Input.Add(Value(input, shape));
        _halves = halves;
    }

    /// <summary>Continues an existing graph.</summary>
    /// <param name="graph">The graph, which is modified.</param>
    /// <param name="last">Name of the output to continue from.</param>
    public OnnxGraphBuilder(GraphProto graph, string last)
    {
        _graph = graph;
        _last = last;
    }

    /// <summary>Gets the name of the current output.</summary>
    public string Last => _last;

    /// <summary>Continues from an earlier output.</summary>
    /// <param name="output">Name of an output.</param>
    public void GoTo(string output) => _last = output;

    /// <summary>Appends a node to the current output.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="output">Unique name of its output.</param>
    /// <param name="weights">Names of initialisers that follow the current output as inputs.</param>
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

    /// <summary>Appends a node that has several outputs; the current output does not change.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="outputs">Unique names of its outputs.</param>
    /// <param name="weights">Names of initialisers that follow the current output as inputs.</param>
    /// <param name="attributes">Attributes of the operator.</param>
    public void AddFork(string operation, string[] outputs, IEnumerable<string> weights, params AttributeProto[] attributes)
    {
        string from = _last;
        Add(operation, outputs[0], weights, attributes);
        _graph.Node[^1].Output.Add(outputs[1..]);
        _last = from;
    }

    /// <summary>Adds a float initialiser and returns its name.</summary>
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

    /// <summary>Adds an integer initialiser and returns its name.</summary>
    public string Integers(string name, params ReadOnlySpan<long> values)
    {
        byte[] raw = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        }

        return Initializer(name, [values.Length], TensorProto.Types.DataType.Int64, raw);
    }

    /// <summary>Adds an initialiser of 32-bit integers and returns its name.</summary>
    public string SmallIntegers(string name, ReadOnlySpan<int> values)
    {
        byte[] raw = new byte[values.Length * sizeof(int)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(i * sizeof(int)), values[i]);
        }

        return Initializer(name, [values.Length], TensorProto.Types.DataType.Int32, raw);
    }

    /// <summary>Makes the current output an output of the graph.</summary>
    /// <exception cref="NetworkException">The graph already has an output or input with that name.</exception>
    public void MarkOutput(IReadOnlyList<int> shape)
    {
        if (_graph.Output.Any(output => output.Name == _last) || _last == _graph.Input[0].Name)
        {
            throw new NetworkException(_graph.Name, _last, "two outputs have the same name; rename the tap");
        }

        _graph.Output.Add(Value(_last, shape));
    }

    /// <summary>Returns the finished graph.</summary>
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
