using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Represents a pretrained network up to its embedding, with its weights.</summary>
/// <remarks>Immutable, as long as <see cref="Weights"/> are not modified.</remarks>
/// <example>
/// <code>
/// Backbone backbone = Backbone.Read("mn04_as_mAP_432.pt");
/// File.WriteAllBytes("mn04.onnx", backbone.ToOnnx());
/// </code>
/// </example>
/// <seealso cref="BackboneSet"/>
/// <seealso cref="BackboneClassifier"/>
public sealed record Backbone
{
    /// <summary>Gets the name of the network: <c>mn04</c>, <c>mn10</c>, <c>musicnn</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the features that the network receives. EfficientAT's networks accept segments of any length: change
    /// <see cref="FeatureOptions.SegmentSeconds"/>.
    /// </summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>Gets the layers from features <c>[frames, coefficients]</c> to the embedding.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Gets the arrays of <see cref="Network"/>.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>Gets the number of values of an embedding.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Gets the layers from the embedding to the classes that the network was trained to recognise.</summary>
    public required BackboneHead Head { get; init; }

    /// <summary>
    /// Gets a function that builds the layers again, with another tap after the embedding (without the means that may be concatenated with
    /// it).
    /// </summary>
    internal Func<Tap?, NetworkSpec>? Build { get; init; }

    /// <summary>Reads a checkpoint; the names of its arrays determine its network.</summary>
    /// <param name="path">An EfficientAT <c>.pt</c> file or a musicnn <c>.h5</c> file.</param>
    /// <param name="joinsMeans">
    /// Whether the embedding of an EfficientAT network begins with the means of the mel bands and of the outputs of blocks 5, 11, 13 and
    /// 15. musicnn has no such means.
    /// </param>
    /// <exception cref="GenreNetException">The file cannot be read, is damaged, or is the checkpoint of another network.</exception>
    public static Backbone Read(string path, bool joinsMeans = false)
    {
        var checkpoint = Checkpoint.Read(path);
        return checkpoint.Has(EfficientAtCheckpoint.FirstArray) ? EfficientAtCheckpoint.Convert(checkpoint, joinsMeans)
            : checkpoint.Has(MusicnnCheckpoint.FirstArray) ? MusicnnCheckpoint.Convert(checkpoint)
            : throw checkpoint.WrongNetwork($"it has neither '{EfficientAtCheckpoint.FirstArray}' nor '{MusicnnCheckpoint.FirstArray}'");
    }

    /// <summary>
    /// Adds an output with the probabilities of some classes of <see cref="Head"/>: a <see cref="Tap"/> after the embedding.
    /// </summary>
    /// <param name="output">Name of the output in exported files, such as <c>content</c>.</param>
    /// <param name="classes">Indices of the classes, in the order of the output.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class index is out of range.</exception>
    /// <exception cref="InvalidOperationException">The backbone was not read from a checkpoint.</exception>
    public Backbone WithOutput(string output, IReadOnlyList<int> classes)
    {
        BackboneHead chosen = Head.Select(classes);
        if (Build is null)
        {
            throw new InvalidOperationException("Only the output of a backbone that was read from a checkpoint can be replaced.");
        }

        NetworkSpec network = Build(new Tap(output, [.. chosen.Network.Layers, new Sigmoid()]));
        var known = Network.Leaves(TensorShape.Of(Features)).Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var weights = new NetworkWeights();
        weights.Add(Weights);

        // Only the layers of the tap have paths that did not exist before.
        string body = network.Leaves(TensorShape.Of(Features)).First(leaf => !known.Contains(leaf.Path) && leaf.Layer is Dense).Path;
        weights.Add(chosen.Weights, body[..^1]);
        return this with { Network = network, Weights = weights };
    }

    /// <summary>Writes the network as an ONNX file for <see cref="EmbeddingNetwork"/>.</summary>
    /// <param name="options">How the file is written; null for the default.</param>
    public byte[] ToOnnx(OnnxExportOptions? options = null) =>
        OnnxExporter.ExportEncoder(Network, TensorShape.Of(Features), Weights, options);
}
