using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Inference.Models;
using GenreNet.Networks;
using GenreNet.Networks.Onnx;
using GenreNet.Pretrained.Conversion;
using GenreNet.Pretrained.Installation;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests.Conversion;

public sealed class BackboneClassifierTests : IDisposable
{
    private const int Genres = 3;

    private static readonly FeatureOptions View = FeatureOptions.EfficientAtMels with { SegmentSeconds = 1 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_file_answers_as_backbone_and_head_one_after_the_other() => AnswersAsItsParts(View, Read(0.4, joinsMeans: true));

    [Fact]
    public void Embeddings_of_several_backbones_are_joined_in_order() =>
        AnswersAsItsParts(FeatureOptions.Join(1, View, View), Read(0.4, joinsMeans: false), Read(0.5, joinsMeans: true));

    [Fact]
    public void A_head_of_another_size_is_refused() => Assert.Contains("for embeddings of 3 numbers, and the backbones make 384", Assert.Throws<ArgumentException>(
        () => BackboneClassifier.Create("test", [Read(0.4, joinsMeans: false)], View, new LinearHead(new float[3], new float[3], new float[9], new float[3]))).Message, StringComparison.Ordinal);

    private static void AnswersAsItsParts(FeatureOptions features, params Backbone[] backbones)
    {
        var random = new SeededRandom(3);
        float[] Random(int count, double mean = 0) => [.. Enumerable.Range(0, count).Select(_ => (float)(mean + random.NextDouble(-0.5, 0.5)))];
        int size = backbones.Sum(backbone => backbone.EmbeddingSize);
        var head = new LinearHead(Random(size), Random(size, mean: 2), Random(size * Genres), Random(Genres));
        float[] segment = Random(features.ValuesPerSegment);

        float[] embedding = [.. backbones.SelectMany((backbone, index) => Embed(backbone, segment.AsSpan(index * View.ValuesPerSegment, View.ValuesPerSegment)))];
        double[] logits = [.. Enumerable.Range(0, Genres).Select(genre => head.Bias[genre] + Enumerable.Range(0, size)
            .Sum(i => (double)head.Weights[(genre * size) + i] * (embedding[i] - head.Mean[i]) / head.Deviation[i]))];
        double total = logits.Sum(logit => Math.Exp(logit - logits.Max()));

        (NetworkSpec network, NetworkWeights weights) = BackboneClassifier.Create("test", backbones, features, head);
        ModelCard card = AudioSetCard.Of(Mini.At(url: null), backbones[0], weights.ParameterCount, []) with
        {
            Features = features,
            Genres = ["a", "b", "c"],
            Activation = OutputActivation.Softmax,
            Content = null,
        };
        using var file = new MemoryStream(OnnxExporter.Export(network, TensorShape.Of(features), weights, card));
        using GenreClassifier classifier = GenreClassifier.Load(file);
        float[] actual = classifier.ClassifyFeatures(segment, TestContext.Current.CancellationToken);
        Assert.All(logits.Zip(actual), pair => Assert.Equal(Math.Exp(pair.First - logits.Max()) / total, pair.Second, 1e-3));
    }

    private static float[] Embed(Backbone backbone, ReadOnlySpan<float> features)
    {
        using var network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(backbone.Network, TensorShape.Of(View), backbone.Weights));
        float[] embedding = new float[network.EmbeddingSize];
        network.Encode(features, embedding);
        return embedding;
    }

    private Backbone Read(double width, bool joinsMeans)
    {
        string path = _folder.File($"{width}.pt");
        File.WriteAllBytes(path, RandomNetworks.EfficientAt(width).ToBytes());
        return Backbone.Read(path, joinsMeans);
    }
}
