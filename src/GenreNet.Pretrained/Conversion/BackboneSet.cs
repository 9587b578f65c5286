using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Represents one or more backbones that receive the same segment of audio; their embeddings are concatenated.</summary>
/// <remarks>Immutable, as long as <see cref="Weights"/> are not modified.</remarks>
/// <seealso cref="Backbone"/>
public sealed record BackboneSet
{
    /// <summary>Gets the names of the backbones in order, joined by <c>+</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the features of a segment: those of a single backbone, or those of all backbones in one row.</summary>
    public required FeatureOptions Features { get; init; }

    /// <summary>Gets the layers from <see cref="Features"/> to the concatenated embedding.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Gets the arrays of <see cref="Network"/>.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>Gets the number of values of the concatenated embedding.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Combines backbones.</summary>
    /// <param name="segmentSeconds">
    /// Length of a segment in seconds. musicnn's networks use the first 2.976 s of it, EfficientAT's all of it.
    /// </param>
    /// <param name="backbones">One or more.</param>
    /// <exception cref="ArgumentException">There is no backbone, or a segment is too short for one of them.</exception>
    public static BackboneSet Of(double segmentSeconds, params IReadOnlyList<Backbone> backbones)
    {
        ArgumentNullException.ThrowIfNull(backbones);
        ArgumentOutOfRangeException.ThrowIfZero(backbones.Count, nameof(backbones));
        Backbone[] cut = [.. backbones.Select(b => b.Features.Kind == FeatureKind.EfficientAtMel
            ? b with { Features = b.Features with { SegmentSeconds = segmentSeconds } }
            : b)];
        string name = string.Join('+', cut.Select(b => b.Name));
        if (cut is [var only] && only.Features.SegmentSeconds == segmentSeconds)
        {
            return new BackboneSet { Name = name, Features = only.Features with { FillsByRepeating = true }, Network = only.Network, Weights = only.Weights, EmbeddingSize = only.EmbeddingSize };
        }

        var features = FeatureOptions.Join(segmentSeconds, [.. cut.Select(b => b.Features)]);
        var weights = new NetworkWeights();
        List<IReadOnlyList<LayerSpec>> branches = [];
        foreach ((int index, Backbone backbone) in cut.Index())
        {
            FeatureOptions view = backbone.Features;
            branches.Add([new View(features.OffsetOf(index), view.FrameCount, view.CoefficientCount), .. backbone.Network.Layers]);

            // A single branch needs no fork.
            string list = cut.Length == 1 ? string.Empty : LayerPath.ListOf(LayerPath.Of(0), LayerPath.Branch(index));
            weights.Add(backbone.Weights, list, 1);
        }

        return new BackboneSet
        {
            Name = name,
            Features = features with { FillsByRepeating = true },
            Network = new NetworkSpec(name, cut.Length == 1 ? branches[0] : [new Fork(branches)]),
            Weights = weights,
            EmbeddingSize = cut.Sum(b => b.EmbeddingSize),
        };
    }

    /// <summary>Adds a classifier to the concatenated embedding.</summary>
    /// <param name="head">The layers from the embedding, a vector, to logits.</param>
    /// <param name="weights">The arrays of <paramref name="head"/>.</param>
    /// <param name="name">Name of the returned network.</param>
    /// <returns>The layers from <see cref="Features"/> to logits, with their arrays.</returns>
    public (NetworkSpec Network, NetworkWeights Weights) With(IReadOnlyList<LayerSpec> head, NetworkWeights weights, string name)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(weights);
        var all = new NetworkWeights();
        all.Add(Weights);
        all.Add(weights, offset: Network.Layers.Count);
        return (new NetworkSpec(name, [.. Network.Layers, .. head]), all);
    }

    /// <summary>Writes the networks up to the concatenated embedding as one ONNX file for <see cref="EmbeddingNetwork"/>.</summary>
    /// <param name="options">How the file is written; null for the default.</param>
    public byte[] ToOnnx(OnnxExportOptions? options = null) => OnnxExporter.ExportEncoder(Network, TensorShape.Of(Features), Weights, options);
}
