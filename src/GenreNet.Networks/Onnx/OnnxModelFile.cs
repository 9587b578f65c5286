using GenreNet.Core.Errors;
using GenreNet.Inference.Models;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks.Onnx;

/// <summary>Changes what a model file says of itself, and its temperature; the network stays as it is.</summary>
public static class OnnxModelFile
{
    /// <summary>The same network with another card.</summary>
    /// <param name="file">A file that <see cref="OnnxExporter"/> wrote.</param>
    /// <param name="card">The new card. The graph gets its temperature.</param>
    /// <param name="name">What messages call the file.</param>
    /// <returns>The new file's bytes; equal input gives equal bytes.</returns>
    /// <exception cref="ModelFormatException">The file is not such a model.</exception>
    public static byte[] WithCard(byte[] file, ModelCard card, string name)
    {
        ArgumentNullException.ThrowIfNull(card);
        try
        {
            ModelProto model = ModelProto.Parser.ParseFrom(file);
            SetTemperature(model.Graph ?? throw new InvalidOperationException("there is no graph"), card.Calibration?.Temperature ?? 1);
            model.MetadataProps.Single(entry => entry.Key == ModelFormat.CardKey).Value = card.ToJson();
            return model.ToByteArray();
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new ModelFormatException($"{name} is not a GenreNet model, or it is damaged: use an .onnx file that 'genrenet train' wrote.", problem);
        }
    }

    private static void SetTemperature(GraphProto graph, double temperature)
    {
        NodeProto softmax = graph.Node.Single(node => node.Output.Contains(ModelFormat.ProbabilitiesOutput));
        if (softmax.Input[0] != ModelFormat.LogitsOutput)
        {
            graph.Node.Remove(graph.Node.Single(node => node.Output.Contains(softmax.Input[0])));
            graph.Initializer.Remove(graph.Initializer.Single(weights => weights.Name == OnnxExporter.Temperature));
        }

        var builder = new OnnxGraphBuilder(graph, ModelFormat.LogitsOutput);
        graph.Node.Remove(softmax);
        OnnxExporter.AppendProbabilities(builder, temperature);
    }
}
