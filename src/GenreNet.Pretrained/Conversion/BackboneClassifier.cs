using GenreNet.Core.Features;
using GenreNet.Networks;

namespace GenreNet.Pretrained.Conversion;

/// <summary>A linear classifier of embeddings: standardisation, then one dense layer.</summary>
/// <param name="Mean">Means of the embedding's numbers.</param>
/// <param name="Deviation">Their standard deviations, above zero.</param>
/// <param name="Weights"><c>[genres, numbers]</c>, row-major.</param>
/// <param name="Bias">One number per genre.</param>
public sealed record LinearHead(
    IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation, IReadOnlyList<float> Weights, IReadOnlyList<float> Bias);

/// <summary>Puts a classifier on backbones: one network from features to the logits of genres.</summary>
public static class BackboneClassifier
{
    /// <summary>Puts a linear classifier on the joined embeddings of one or several backbones.</summary>
    /// <param name="name">Name of the network.</param>
    /// <param name="backbones">The backbones, in the order in which their embeddings are joined.</param>
    /// <param name="features">The features of one backbone, or of several as the views of <see cref="FeatureKind.Joined"/> in the same order.</param>
    /// <param name="head">The classifier.</param>
    /// <returns>The layers and their weights.</returns>
    /// <exception cref="ArgumentException">The features or the classifier do not fit the backbones.</exception>
    public static (NetworkSpec Network, NetworkWeights Weights) Create(
        string name, IReadOnlyList<Backbone> backbones, FeatureOptions features, LinearHead head)
    {
        ArgumentNullException.ThrowIfNull(backbones);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(head);
        int size = backbones.Sum(backbone => backbone.EmbeddingSize);
        int genres = head.Bias.Count;
        if (head.Mean.Count != size || head.Deviation.Count != size || head.Weights.Count != size * genres)
        {
            throw new ArgumentException($"The classifier is for embeddings of {head.Mean.Count} numbers, and the backbones make {size}.", nameof(head));
        }

        var set = BackboneSet.Of(features.SegmentSeconds, backbones);
        if (set.Features.ValuesPerSegment != features.ValuesPerSegment)
        {
            throw new ArgumentException(
                $"The backbones take {set.Features.ValuesPerSegment} numbers per segment, and the features have {features.ValuesPerSegment}.", nameof(features));
        }

        var weights = new NetworkWeights
        {
            [LayerPath.Of(0), WeightRoles.Mean] = new WeightArray([size], [.. head.Mean]),
            [LayerPath.Of(0), WeightRoles.Deviation] = new WeightArray([size], [.. head.Deviation]),
            [LayerPath.Of(1), WeightRoles.Weight] = new WeightArray([genres, size], [.. head.Weights]),
            [LayerPath.Of(1), WeightRoles.Bias] = new WeightArray([genres], [.. head.Bias]),
        };
        return set.With([new Standardize(), new Dense(genres)], weights, name);
    }

    /// <summary>Puts the classifier that a backbone was trained with on it again, for some of its classes.</summary>
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
