using System.Security.Cryptography;
using System.Text;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Backbones;

/// <summary>Prepares that the last blocks of pretrained networks are fitted, together with a linear classifier on them.</summary>
internal static class FineTuner
{
    private const string InputName = "input of pretrained networks";

    /// <summary>Stands for weights, which an encoder that copies its input does not have.</summary>
    private static readonly string InputHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(InputName)));

    /// <summary>
    /// Describes what the networks receive in a form that a cache holds segment by segment, of the same segments as their
    /// embeddings.
    /// </summary>
    /// <param name="backbone">The networks.</param>
    /// <param name="embeddings">The options of the embeddings.</param>
    public static FeaturePipeline InputsOf(TrainingBackbone backbone, FeatureOptions embeddings) => new(
        FeatureOptions.Encoded(
            backbone.Set.Features with
            {
                HopSeconds = embeddings.HopSeconds,
                Tail = embeddings.Tail,
                FillsByRepeating = embeddings.FillsByRepeating,
            },
            new FeatureEncoder { Name = InputName, Sha256 = InputHash, Size = backbone.Set.Features.ValuesPerSegment }),
        (features, row) => features.CopyTo(row));

    /// <summary>
    /// Describes the rows of a pipeline of <see cref="InputsOf"/> as what the networks receive: the same numbers in another shape.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    public static FeatureOptions FeaturesOf(FeaturePipeline pipeline) => pipeline.Options.Source! with
    {
        HopSeconds = pipeline.Options.HopSeconds,
        Tail = pipeline.Options.Tail,
        FillsByRepeating = pipeline.Options.FillsByRepeating,
    };

    /// <summary>Fits a linear classifier to the embeddings of the training tracks, and puts it on the networks.</summary>
    /// <param name="backbone">The networks.</param>
    /// <param name="embeddings">Their embeddings of the data.</param>
    /// <param name="split">What trains and what chooses the best epoch.</param>
    /// <param name="options">The settings, with <see cref="TrainingOptions.FineTuning"/>.</param>
    /// <param name="cancellationToken">Stops within the fit.</param>
    /// <exception cref="GenreNetException">No track chooses the best epoch, or the linear classifier cannot be fitted.</exception>
    public static FineTuningStart Start(
        TrainingBackbone backbone, FeatureSet embeddings, DataSplit split, TrainingOptions options, CancellationToken cancellationToken)
    {
        if (split.Validation.Count == 0)
        {
            throw new GenreNetException(
                "no track is left to choose an epoch of --fine-tune: choose a split with validation tracks, or leave --fine-tune out.");
        }

        using FittedNetwork head = new EnsembleTrainer(options with { FineTuning = null }).Fit(embeddings, split, cancellationToken);
        NetworkSpec spec = head.Network.Spec;
        string name = $"{backbone.Features.Encoder!.Name}+{spec.Name}";
        (NetworkSpec network, NetworkWeights weights) = backbone.Set.With(spec.Layers, head.Network.SaveWeights(), name);
        int first = backbone.Set.Network.Layers.Count;
        return new FineTuningStart(
            network,
            weights,
            [
                .. TrainedLayers(backbone.Set.Network, options.FineTuning!.Blocks),
                .. Enumerable.Range(first, spec.Layers.Count).Select(LayerPath.Of),
            ]);
    }

    /// <summary>The last blocks of each network: several of them are the branches of a fork.</summary>
    private static IEnumerable<string> TrainedLayers(NetworkSpec networks, int? blocks)
    {
        (string List, IReadOnlyList<LayerSpec> Layers)[] lists = networks.Layers is [Fork fork]
            ? [.. fork.Branches.Select((branch, i) => (LayerPath.ListOf(LayerPath.Of(0), LayerPath.Branch(i)), branch))]
            : [(string.Empty, networks.Layers)];
        return lists.SelectMany(list => Enumerable.Range(0, list.Layers.Count)
            .Skip(LastBlocks.StartOf(list.Layers, blocks)).Select(layer => LayerPath.Of(list.List, layer)));
    }
}
