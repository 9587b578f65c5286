using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;

namespace GenreNet.Networks;

/// <summary>Writes a fitted network as a single ONNX file that contains its card.</summary>
/// <seealso cref="NetworkSpec"/>
/// <seealso cref="OnnxExportOptions"/>
public static class OnnxExporter
{
    // IR 8 with operator set 17 (2022): sufficient for all layers, and old enough for every reader in use.
    private const long IntermediateRepresentation = 8;
    private const long OperatorSet = 17;

    // Names of the arrays that convert the logits to those of the probabilities.
    private const string Temperature = "temperature";
    private const string LabelScale = "label_scale";
    private const string LabelOffset = "label_offset";

    /// <summary>Returns the content of the file; the same network and card give the same bytes.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">Shape of a segment: <c>[frames, coefficients]</c>.</param>
    /// <param name="weights">The fitted arrays.</param>
    /// <param name="card">The card of the model. Its temperature divides the logits before softmax; its label calibration scales and shifts
    /// them before sigmoid. The output <c>logits</c> is the network's own. The card in the file also contains the checksum of the
    /// weights.</param>
    /// <param name="options">How the file is written; null for the default.</param>
    public static byte[] Export(
        NetworkSpec network, TensorShape input, NetworkWeights weights, ModelCard card, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(card);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, input);
        var graph = new OnnxGraphBuilder(network.Name, ModelFormat.FeaturesInput, input.Axes, options?.StoreWeightsAsFloat16 ?? false);
        IReadOnlyList<GraphOutput> beforeLast = OnnxLayers.Append(graph, network.Layers, shapes, string.Empty, weights);
        graph.Add("Identity", ModelFormat.LogitsOutput, []);
        graph.MarkOutput(shapes[^1].Axes);
        AppendProbabilities(graph, card);
        graph.MarkOutput(shapes[^1].Axes);
        AppendEmbedding(graph, beforeLast);

        ModelProto model = Model(
            graph,
            $"Music genre classifier. The input is {Content(card.Features)}, not standardised: the graph standardises it.");
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelFormat.CardKey });
        return OnnxModelFile.WithChecksum(model, card);
    }

    /// <summary>
    /// Writes a network that ends in an embedding instead of genres: a file without a card, for <see cref="EmbeddingNetwork"/>.
    /// </summary>
    /// <inheritdoc cref="Export" path="/param"/>
    public static byte[] ExportEncoder(NetworkSpec network, TensorShape input, NetworkWeights weights, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, input);
        var graph = new OnnxGraphBuilder(network.Name, ModelFormat.FeaturesInput, input.Axes, options?.StoreWeightsAsFloat16 ?? false);
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

    /// <summary>Appends the nodes from the logits, the last output, to the probabilities.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="card">The card with the activation and the temperature or label calibration.</param>
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

    /// <summary>
    /// Appends the embedding, the input of the last layer as a vector; for an ensemble, the vectors of its networks are concatenated.
    /// </summary>
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
        FeatureKind.Mfcc => $"{features.CoefficientCount} MFCCs per frame",
        FeatureKind.LogMel => $"{features.CoefficientCount} mel bands per frame in decibels",
        FeatureKind.EfficientAtMel => $"{features.CoefficientCount} mel bands per frame as EfficientAT's networks expect them",
        FeatureKind.MusicnnMel => $"{features.CoefficientCount} mel bands per frame as musicnn's networks expect them",
        FeatureKind.Summary => $"{features.CoefficientCount} means and variances of a clip's features",
        FeatureKind.Joined => $"a row of {features.CoefficientCount} values per segment ({string.Join("; then ", features.Views!.Select(Content))})",
        FeatureKind.Embedding => $"an embedding of {features.CoefficientCount} values per segment, computed by {features.Encoder!.Name}",
        _ => throw new NotSupportedException($"{features.Kind} features have no description"),
    };
}

/// <summary>Specifies how <see cref="OnnxExporter"/> writes a file.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="OnnxExporter"/>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Gets whether matrices and kernels are stored as float16, which halves the file size. ONNX Runtime converts them to float32 when it
    /// loads the file, and computes in float32. Default false.
    /// </summary>
    public bool StoreWeightsAsFloat16 { get; init; }
}
