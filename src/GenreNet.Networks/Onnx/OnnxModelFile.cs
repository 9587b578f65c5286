using System.Buffers.Binary;
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks;

/// <summary>Changes the card of a model file, its temperature and its label calibration; the network stays unchanged.</summary>
public static class OnnxModelFile
{
    /// <summary>Returns the same network with another card.</summary>
    /// <param name="file">A file written by <see cref="OnnxExporter"/>.</param>
    /// <param name="card">The new card. The graph gets its temperature, activation and label calibration, and the card gets the checksum of
    /// the weights.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <returns>The content of the new file; equal input gives equal bytes.</returns>
    /// <exception cref="ModelFormatException">The file is not such a model.</exception>
    public static byte[] WithCard(byte[] file, ModelCard card, string name)
    {
        ArgumentNullException.ThrowIfNull(card);
        try
        {
            ModelProto model = ModelProto.Parser.ParseFrom(file);
            SetProbabilities(model.Graph ?? throw new InvalidOperationException("the model has no graph"), card);
            return WithChecksum(model, card);
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw Damaged(name, problem);
        }
    }

    /// <summary>Reads the arrays of a network and its card.</summary>
    /// <param name="file">A file written by <see cref="OnnxExporter"/> without float16 weights, and without recurrent or attention layers,
    /// whose arrays are stored in another form.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <exception cref="ModelFormatException">The file is not such a model.</exception>
    public static (NetworkWeights Weights, ModelCard Card) Read(byte[] file, string name)
    {
        try
        {
            ModelProto model = ModelProto.Parser.ParseFrom(file);
            var weights = new NetworkWeights();
            foreach (TensorProto tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float && tensor.Name.Contains('.')))
            {
                int dot = tensor.Name.LastIndexOf('.');
                weights[tensor.Name[..dot], tensor.Name[(dot + 1)..]] = new WeightArray([.. tensor.Dims], Floats(tensor.RawData.Span));
            }

            return (weights, ModelCard.Parse(model.MetadataProps.Single(entry => entry.Key == ModelFormat.CardKey).Value, name));
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or InvalidOperationException or NullReferenceException)
        {
            throw Damaged(name, problem);
        }
    }

    /// <summary>Sets the card of a model, with the checksum of the weights as stored in the file.</summary>
    /// <param name="model">The model, which has an entry for the card.</param>
    /// <param name="card">The card.</param>
    internal static byte[] WithChecksum(ModelProto model, ModelCard card)
    {
        StringStringEntryProto entry = model.MetadataProps.Single(entry => entry.Key == ModelFormat.CardKey);
        entry.Value = (card with { WeightsSha256 = ModelFormat.ChecksumOf(model.ToByteArray()) }).ToJson();
        return model.ToByteArray();
    }

    private static ModelFormatException Damaged(string name, Exception problem) =>
        new($"{name} is not a GenreNet model, or it is damaged: use an .onnx file that 'genrenet train' wrote.", problem);

    private static float[] Floats(ReadOnlySpan<byte> raw)
    {
        float[] values = new float[raw.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(raw[(i * sizeof(float))..]);
        }

        return values;
    }

    private static void SetProbabilities(GraphProto graph, ModelCard card)
    {
        NodeProto activation = graph.Node.Single(node => node.Output.Contains(ModelFormat.ProbabilitiesOutput));
        string before = activation.Input[0];
        while (before != ModelFormat.LogitsOutput)
        {
            // A temperature, or the scale and offset of labels: nodes with the current tensor and one array as inputs.
            NodeProto node = graph.Node.Single(node => node.Output.Contains(before));
            graph.Node.Remove(node);
            graph.Initializer.Remove(graph.Initializer.Single(weights => weights.Name == node.Input[1]));
            before = node.Input[0];
        }

        var builder = new OnnxGraphBuilder(graph, ModelFormat.LogitsOutput);
        graph.Node.Remove(activation);
        OnnxExporter.AppendProbabilities(builder, card);
    }
}
