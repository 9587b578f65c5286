using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks;

/// <summary>Writes a fitted network as one ONNX file with its card inside.</summary>
public static class OnnxExporter
{
    // IR 8 with operator set 17 (2022): all that the layers need, and old enough for every reader in use.
    private const long IntermediateRepresentation = 8;
    private const long OperatorSet = 17;

    // Names of the arrays that turn logits into those of the probabilities.
    private const string Temperature = "temperature";
    private const string LabelScale = "label_scale";
    private const string LabelOffset = "label_offset";

    /// <summary>The file's bytes; the same network and card give the same bytes.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">Shape of a segment: <c>[frames, coefficients]</c>.</param>
    /// <param name="weights">The fitted arrays.</param>
    /// <param name="card">What a user of the model has to know. Its temperature divides the logits before softmax, its calibration of labels
    /// scales and shifts them before sigmoid; the output <c>logits</c> is as the network gives it. The file's card also has the checksum of the weights.</param>
    /// <param name="options">How the file is written; null for the default.</param>
    public static byte[] Export(
        NetworkSpec network, TensorShape input, NetworkWeights weights, ModelCard card, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(card);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, input);
        var graph = new OnnxGraphBuilder(network.Name, ModelFormat.FeaturesInput, input.Axes, options?.HasHalfWeights ?? false);
        IReadOnlyList<GraphOutput> beforeLast = OnnxLayers.Append(graph, network.Layers, shapes, string.Empty, weights);
        graph.Add("Identity", ModelFormat.LogitsOutput, []);
        graph.MarkOutput(shapes[^1].Axes);
        AppendProbabilities(graph, card);
        graph.MarkOutput(shapes[^1].Axes);
        AppendEmbedding(graph, beforeLast);

        ModelProto model = Model(
            graph,
            $"Music genre classifier. The input is {Content(card.Features)}, not standardised: the graph does that itself.");
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelFormat.CardKey });
        return OnnxModelFile.WithChecksum(model, card);
    }

    /// <summary>
    /// Writes a network that ends in an embedding and not in genres: a file without a card, for <see cref="EmbeddingNetwork"/>.
    /// </summary>
    /// <inheritdoc cref="Export" path="/param"/>
    public static byte[] ExportEncoder(NetworkSpec network, TensorShape input, NetworkWeights weights, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, input);
        var graph = new OnnxGraphBuilder(network.Name, ModelFormat.FeaturesInput, input.Axes, options?.HasHalfWeights ?? false);
        OnnxLayers.Append(graph, network.Layers, shapes, string.Empty, weights);
        graph.Add("Identity", ModelFormat.EmbeddingOutput, []);
        graph.MarkOutput(shapes[^1].Axes);
        return Model(graph, "Embedding of a segment.").ToByteArray();
    }

    private static ModelProto Model(OnnxGraphBuilder graph, string description)
    {
        var model = new ModelProto
        {
            IrVersion = IntermediateRepresentation,
            ProducerName = "GenreNet",
            DocString = description,
            Graph = graph.Build(),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = OperatorSet });
        return model;
    }

    /// <summary>Appends the nodes from logits, the last output, to probabilities.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="card">The card with activation and temperature, or the calibration of its labels.</param>
    internal static void AppendProbabilities(OnnxGraphBuilder graph, ModelCard card)
    {
        double temperature = card.Calibration?.Temperature ?? 1;
        if (temperature != 1)
        {
            graph.Add("Div", "scaled_logits", [graph.Floats(Temperature, [1], [(float)temperature])]);
        }

        if (card.LabelCalibration is { } calibration)
        {
            AppendScales(graph, [.. card.Genres.Select(calibration.ScaleOf)]);
        }

        if (card.IsMultiLabel)
        {
            graph.Add("Sigmoid", ModelFormat.ProbabilitiesOutput, []);
        }
        else
        {
            graph.Add("Softmax", ModelFormat.ProbabilitiesOutput, [], OnnxGraphBuilder.Attribute("axis", 1L));
        }
    }

    private static void AppendScales(OnnxGraphBuilder graph, LogitScale[] scales)
    {
        if (scales.All(scale => scale == LogitScale.Identity))
        {
            return;
        }

        graph.Add("Mul", "scaled_labels", [graph.Floats(LabelScale, [scales.Length], [.. scales.Select(scale => (float)scale.Scale)])]);
        graph.Add("Add", "calibrated_labels", [graph.Floats(LabelOffset, [scales.Length], [.. scales.Select(scale => (float)scale.Offset)])]);
    }

    /// <summary>What goes into the last layer, as one vector: of networks that vote, their vectors joined.</summary>
    private static void AppendEmbedding(OnnxGraphBuilder graph, IReadOnlyList<GraphOutput> beforeLast)
    {
        List<string> vectors = [];
        foreach ((int index, GraphOutput output) in beforeLast.Index())
        {
            graph.GoTo(output.Name);
            if (output.Shape.Axes.Count > 1)
            {
                graph.Add("Flatten", $"embedding_{index}", [], OnnxGraphBuilder.Attribute("axis", 1L));
            }

            vectors.Add(graph.Last);
        }

        graph.GoTo(vectors[0]);
        graph.Add("Concat", ModelFormat.EmbeddingOutput, vectors.Skip(1), OnnxGraphBuilder.Attribute("axis", 1L));
        graph.MarkOutput([beforeLast.Sum(output => output.Shape.Size)]);
    }

    private static string Content(FeatureOptions features) => features.Kind switch
    {
        FeatureKind.Mfcc => $"{features.CoefficientCount} MFCCs a frame",
        FeatureKind.LogMel => $"{features.CoefficientCount} mel bands a frame in decibels",
        FeatureKind.EfficientAtMel => $"{features.CoefficientCount} mel bands a frame as EfficientAT's networks expect them",
        FeatureKind.MusicnnMel => $"{features.CoefficientCount} mel bands a frame as musicnn's networks expect them",
        FeatureKind.Summary => $"{features.CoefficientCount} means and variances of a clip's features",
        FeatureKind.Joined => $"a row of {features.CoefficientCount} numbers of each segment ({string.Join("; then ", features.Views!.Select(Content))})",
        FeatureKind.Embedding => $"an embedding of {features.CoefficientCount} numbers of each segment, computed by {features.Encoder!.Name}",
        _ => throw new NotSupportedException($"there are no words for {features.Kind}"),
    };
}
