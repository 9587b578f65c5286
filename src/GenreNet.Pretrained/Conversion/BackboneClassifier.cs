using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Adds a classifier to backbones, for a single network from features to genre logits.</summary>
/// <seealso cref="Backbone"/>
public static class BackboneClassifier
{
    /// <summary>Adds a classifier of embeddings to the networks that compute them, and writes the result as one model file.</summary>
    /// <param name="name">Name of the network.</param>
    /// <param name="backbones">The networks, in the order in which their embeddings are concatenated.</param>
    /// <param name="facts">The provenance of their weights.</param>
    /// <param name="head">The layers of the classifier.</param>
    /// <param name="weights">The arrays of the classifier.</param>
    /// <param name="card">The card of the classifier, whose features are embeddings of these networks.</param>
    /// <param name="options">How the file is written; null for the default.</param>
    /// <returns>
    /// The model, which receives audio features, and its card. The first network that was trained on AudioSet adds the output that detects
    /// sound other than music.
    /// </returns>
    /// <exception cref="ArgumentException">The classifier expects embeddings of another size.</exception>
    public static (byte[] Model, ModelCard Card) Compose(
        string name,
        IReadOnlyList<Backbone> backbones,
        IReadOnlyList<BackboneFacts> facts,
        IReadOnlyList<LayerSpec> head,
        NetworkWeights weights,
        ModelCard card,
        OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backbones);
        ArgumentNullException.ThrowIfNull(card);
        // A graph has only one output for sound other than music, even if several of the networks can detect it.
        Backbone? listener = backbones.FirstOrDefault(AudioSetContent.IsFor);
        var set = BackboneSet.Of(card.Features.SegmentSeconds, [.. backbones.Select(b => b == listener ? AudioSetContent.AddTo(b) : b)]);
        if (card.Features.CoefficientCount != set.EmbeddingSize)
        {
            throw new ArgumentException($"The classifier expects embeddings of {card.Features.CoefficientCount} values, but the backbones return {set.EmbeddingSize}.", nameof(card));
        }

        (NetworkSpec network, NetworkWeights all) = set.With(head, weights, name);
        card = card with
        {
            Network = name,
            ParameterCount = all.ParameterCount,
            Features = set.Features with { HopSeconds = card.Features.HopSeconds, Tail = card.Features.Tail },
            Standardization = Standardization.None,
            Content = listener is null ? null : AudioSetContent.Facts,
            Backbones = facts,
        };
        return (OnnxExporter.Export(network, TensorShape.Of(set.Features), all, card, options), card);
    }

    /// <summary>Restores the classifier that a backbone was trained with, for some of its classes.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="classes">Indices of the classes, in the order of the logits.</param>
    /// <returns>The layers and their weights.</returns>
    public static (NetworkSpec Network, NetworkWeights Weights) Create(Backbone backbone, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        BackboneHead head = backbone.Head.Select(classes);
        return BackboneSet.Of(backbone.Features.SegmentSeconds, backbone).With(head.Network.Layers, head.Weights, backbone.Name);
    }
}
