using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Makes ONNX files of the networks of <see cref="PretrainedNetwork"/>.</summary>
internal sealed class ModelConverter : IModelConverter
{
    /// <summary>It has no state.</summary>
    public static ModelConverter Instance { get; } = new();

    /// <inheritdoc/>
    public string Version => "2";

    /// <inheritdoc/>
    public void Check(string path, PretrainedNetwork network) => Read(path, network, joinsMeans: false);

    /// <inheritdoc/>
    public byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights)
    {
        BackboneFacts[] facts = [.. model.Checkpoints.Select(checkpoint => checkpoint.Facts)];
        var options = new OnnxExportOptions { HasHalfWeights = hasHalfWeights };
        if (model.Head is not { } name)
        {
            return AudioSet(model.Checkpoints[0], checkpoints[0], facts, options);
        }

        ModelHead head = ModelHead.Find(name) ?? throw new GenreNetException($"this version of GenreNet has no classifier for {name}: update GenreNet.");
        return WithHead(model, head, checkpoints, facts, options);
    }

    private static byte[] AudioSet(PretrainedCheckpoint checkpoint, string path, BackboneFacts[] facts, OnnxExportOptions options)
    {
        Backbone backbone = Read(path, checkpoint.Network, joinsMeans: false);
        if (backbone.Head.ClassCount != AudioSetLabels.Count)
        {
            throw new ModelFormatException(
                $"{path} is the checkpoint of another network (it has {backbone.Head.ClassCount} classes, and AudioSet has {AudioSetLabels.Count}): use the published checkpoint.");
        }

        backbone = AudioSetContent.AddTo(backbone);
        (NetworkSpec network, NetworkWeights weights) = BackboneClassifier.Create(backbone, [.. AudioSetLabels.Genres.Select(label => label.Index)]);
        return OnnxExporter.Export(network, TensorShape.Of(backbone.Features), weights, AudioSetCard.Of(checkpoint, backbone, weights.ParameterCount, facts), options);
    }

    private static byte[] WithHead(
        PretrainedModel model, ModelHead head, IReadOnlyList<string> checkpoints, BackboneFacts[] facts, OnnxExportOptions options)
    {
        Backbone[] backbones = [.. model.Checkpoints.Zip(checkpoints, (checkpoint, path) => Read(path, checkpoint.Network, joinsMeans: false))];
        return BackboneClassifier.Compose(model.Name, backbones, facts, head.Layers, head.Weights, head.Card, options).Model;
    }

    private static Backbone Read(string path, PretrainedNetwork network, bool joinsMeans)
    {
        var backbone = Backbone.Read(path, joinsMeans);
        PretrainedNetwork found = backbone.Features.Kind == FeatureKind.MusicnnMel ? PretrainedNetwork.Musicnn : PretrainedNetwork.EfficientAt;
        return found == network ? backbone : throw new ModelFormatException(
            $"{path} is the checkpoint of another network ({backbone.Name} instead of one of {network}): give a file of {network}.");
    }
}
