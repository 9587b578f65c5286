using System.Security.Cryptography;
using System.Text;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Backbones;

/// <summary>Prepares fine-tuning of the last blocks of pretrained networks, together with a linear classifier on top of them.</summary>
internal static class FineTuner
{
    private const string InputName = "input of pretrained networks";

    /// <summary>Takes the place of a weights hash, because an encoder that copies its input has no weights.</summary>
    private static readonly string InputHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(InputName)));

    /// <summary>
    /// Returns a pipeline that represents the inputs of the networks as features, so that a cache can store them per segment, for the same
    /// segments as their embeddings.
    /// </summary>
    /// <param name="backbone">The pretrained networks.</param>
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
    /// Returns the feature options of the network inputs in a pipeline of <see cref="InputsOf"/>: the same values in another shape.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    public static FeatureOptions FeaturesOf(FeaturePipeline pipeline) => pipeline.Options.Source! with
    {
        HopSeconds = pipeline.Options.HopSeconds,
        Tail = pipeline.Options.Tail,
        FillsByRepeating = pipeline.Options.FillsByRepeating,
    };

    /// <summary>Fits a linear classifier to the embeddings of the training tracks, and places it on top of the networks.</summary>
    /// <param name="backbone">The pretrained networks.</param>
    /// <param name="embeddings">The embeddings of the data.</param>
    /// <param name="split">The split, with training tracks and the validation tracks that select the best epoch.</param>
    /// <param name="options">The training settings, with <see cref="TrainingOptions.FineTuning"/>.</param>
    /// <param name="cancellationToken">Stops during the fit.</param>
    /// <exception cref="GenreNetException">There are no validation tracks, or the linear classifier cannot be fitted.</exception>
    public static FineTuningStart Start(
        TrainingBackbone backbone, FeatureSet embeddings, DataSplit split, TrainingOptions options, CancellationToken cancellationToken)
    {
        if (split.Validation.Count == 0)
        {
            throw new GenreNetException(
                "--fine-tune needs validation tracks to select the best epoch, and the split has none: choose another split, or omit --fine-tune.");
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

    /// <summary>Returns the paths of the last blocks of each network; several networks are the branches of a fork.</summary>
    private static IEnumerable<string> TrainedLayers(NetworkSpec networks, int? blocks)
    {
        (string List, IReadOnlyList<LayerSpec> Layers)[] lists = networks.Layers is [Fork fork]
            ? [.. fork.Branches.Select((branch, i) => (LayerPath.ListOf(LayerPath.Of(0), LayerPath.Branch(i)), branch))]
            : [(string.Empty, networks.Layers)];
        return lists.SelectMany(list => Enumerable.Range(0, list.Layers.Count)
            .Skip(LastBlocks.StartOf(list.Layers, blocks)).Select(layer => LayerPath.Of(list.List, layer)));
    }
}
