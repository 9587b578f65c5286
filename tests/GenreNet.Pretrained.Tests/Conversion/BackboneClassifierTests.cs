using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests.Conversion;

public sealed class BackboneClassifierTests : IDisposable
{
    private const int Genres = 3;

    private static readonly FeatureOptions View = FeatureOptions.EfficientAtMels with { SegmentSeconds = 1 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_file_has_the_same_result_as_backbone_and_head_in_sequence() => AnswersAsItsParts(View, Read(0.4, joinsMeans: true));

    [Fact]
    public void Embeddings_of_several_backbones_are_joined_in_order() =>
        AnswersAsItsParts(FeatureOptions.Join(1, View, View), Read(0.4, joinsMeans: false), Read(0.5, joinsMeans: true));

    [Fact]
    public void A_head_of_another_size_is_rejected()
    {
        Backbone backbone = Read(0.4, joinsMeans: false);
        Assert.Contains("embeddings of 3 values, but the backbones return 384", Assert.Throws<ArgumentException>(
            () => BackboneClassifier.Compose("test", [backbone], [], [], new NetworkWeights(), Card(backbone, 3))).Message, StringComparison.Ordinal);
    }

    private static void AnswersAsItsParts(FeatureOptions features, params Backbone[] backbones)
    {
        var random = new SeededRandom(3);
        float[] Random(int count, double mean = 0) => [.. Enumerable.Range(0, count).Select(_ => (float)(mean + random.NextDouble(-0.5, 0.5)))];
        int size = backbones.Sum(backbone => backbone.EmbeddingSize);
        (float[] mean, float[] deviation, float[] matrix, float[] bias) = (Random(size), Random(size, mean: 2), Random(size * Genres), Random(Genres));
        float[] segment = Random(features.ValuesPerSegment);

        float[] embedding = [.. backbones.SelectMany((backbone, index) => Embed(backbone, segment.AsSpan(index * View.ValuesPerSegment, View.ValuesPerSegment)))];
        double[] logits = [.. Enumerable.Range(0, Genres).Select(genre => bias[genre] + Enumerable.Range(0, size)
            .Sum(i => (double)matrix[(genre * size) + i] * (embedding[i] - mean[i]) / deviation[i]))];
        double total = logits.Sum(logit => Math.Exp(logit - logits.Max()));

        var weights = new NetworkWeights();
        weights[LayerPath.Of(0), WeightRoles.Mean] = new WeightArray([size], mean);
        weights[LayerPath.Of(0), WeightRoles.Deviation] = new WeightArray([size], deviation);
        weights[LayerPath.Of(1), WeightRoles.Weight] = new WeightArray([Genres, size], matrix);
        weights[LayerPath.Of(1), WeightRoles.Bias] = new WeightArray([Genres], bias);
        (byte[] model, ModelCard card) = BackboneClassifier.Compose(
            "test", backbones, [], [new Standardize(), new Dense(Genres)], weights, Card(backbones[0], size));
        Assert.Equal(features with { FillsByRepeating = true }, card.Features);
        using var file = new MemoryStream(model);
        using GenreClassifier classifier = GenreClassifier.Load(file);
        float[] actual = classifier.ClassifyFeatures(segment, TestContext.Current.CancellationToken);
        Assert.All(logits.Zip(actual), pair => Assert.Equal(Math.Exp(pair.First - logits.Max()) / total, pair.Second, 1e-3));
    }

    private static ModelCard Card(Backbone backbone, int size) => AudioSetCard.Of(Mini.At(url: null), backbone, 1, []) with
    {
        Features = FeatureOptions.Encoded(View, new FeatureEncoder { Name = "test", Sha256 = new string('0', 64), Size = size }),
        Genres = ["a", "b", "c"],
        Activation = OutputActivation.Softmax,
        Content = null,
    };

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
