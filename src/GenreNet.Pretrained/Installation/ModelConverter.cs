using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>Converts the networks of <see cref="PretrainedNetwork"/> to ONNX files.</summary>
internal sealed class ModelConverter : IModelConverter
{
    /// <summary>Gets the shared instance, which has no state.</summary>
    public static ModelConverter Instance { get; } = new();

    /// <inheritdoc/>
    public string Version => "2";

    /// <inheritdoc/>
    public void Check(string path, PretrainedCheckpoint checkpoint)
    {
        Backbone backbone = Read(path, checkpoint.Network, joinsMeans: false);
        if (checkpoint.EmbeddingSize is { } size && backbone.EmbeddingSize != size)
        {
            throw new ModelFormatException(
                $"{path} is the checkpoint of another network (its embeddings have {backbone.EmbeddingSize} values, but those of {checkpoint.Name} have {size}): specify the file of {checkpoint.Name}, or another name.");
        }
    }

    /// <inheritdoc/>
    public byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights)
    {
        byte[] file = Build(model, checkpoints, hasHalfWeights);
        Try(file, string.Join(" and ", checkpoints));
        return file;
    }

    /// <summary>Converts a model without a first classification, where ONNX Runtime is not part of the process.</summary>
    /// <inheritdoc cref="Convert"/>
    internal static byte[] Build(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights)
    {
        BackboneFacts[] facts = [.. model.Checkpoints.Select(checkpoint => checkpoint.Facts)];
        var options = new OnnxExportOptions { StoreWeightsAsFloat16 = hasHalfWeights };
        return model.Head is { } name
            ? WithHead(
                model,
                ModelHead.Find(name) ?? throw new GenreNetException($"This version of GenreNet has no classifier for {name}: update GenreNet."),
                checkpoints,
                facts,
                options)
            : AudioSet(model.Checkpoints[0], checkpoints[0], facts, options);
    }

    // Weights can be finite and still produce invalid outputs: one classification reveals that before the model is stored.
    private static void Try(byte[] file, string name)
    {
        try
        {
            using var stream = new MemoryStream(file);
            using var classifier = GenreClassifier.Load(stream, name);
            var random = new SeededRandom(1);
            float[] noise = [.. Enumerable.Range(0, 2 * classifier.Card.Features.SampleRate).Select(_ => (float)random.NextDouble(-0.5, 0.5))];
            classifier.Classify(noise, classifier.Card.Features.SampleRate);
        }
        catch (ModelFormatException problem)
        {
            throw new ModelFormatException($"The weights of {name} do not produce valid predictions: use the published checkpoint.", problem);
        }
    }

    private static byte[] AudioSet(PretrainedCheckpoint checkpoint, string path, BackboneFacts[] facts, OnnxExportOptions options)
    {
        Backbone backbone = Read(path, checkpoint.Network, joinsMeans: false);
        if (backbone.Head.ClassCount != AudioSetLabels.Count)
        {
            throw new ModelFormatException(
                $"{path} is the checkpoint of another network (it has {backbone.Head.ClassCount} classes, but AudioSet has {AudioSetLabels.Count}): use the published checkpoint.");
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
            $"{path} is the checkpoint of another network ({backbone.Name}, which is not of the type {network}): specify a file of {network}.");
    }
}
