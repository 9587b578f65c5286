using GenreNet.Core;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.Networks;

namespace GenreNet.Training.Tests.Onnx;

/// <summary>What the exporter writes besides the network: activation, temperature, checksum of the weights.</summary>
public class OnnxModelFileTests
{
    private const int Frames = 130;
    private const int Coefficients = 13;

    [Fact]
    public void The_checksum_on_the_card_covers_weights_and_temperature()
    {
        byte[] file = Export(new TestModel().Card);
        string checksum = ModelFormat.ChecksumOf(file);
        using var before = GenreClassifier.Load(new MemoryStream(file));
        Assert.Equal(checksum, before.Card.WeightsSha256);

        var calibration = new CalibrationFacts { Temperature = 2, FittedOn = "a test", ErrorBefore = 0.2, ErrorAfter = 0.1 };
        byte[] warmer = OnnxModelFile.WithCard(file, before.Card with { Calibration = calibration }, "m.onnx");
        using var after = GenreClassifier.Load(new MemoryStream(warmer));
        Assert.Equal(ModelFormat.ChecksumOf(warmer), after.Card.WeightsSha256);
        Assert.NotEqual(checksum, after.Card.WeightsSha256);

        // Without the temperature, the weights and their checksum are those of before.
        byte[] again = OnnxModelFile.WithCard(warmer, after.Card with { Calibration = null }, "m.onnx");
        Assert.Equal(checksum, ModelFormat.ChecksumOf(again));
        // An older file without a checksum gets one.
        Assert.Equal(checksum, ModelFormat.ChecksumOf(OnnxModelFile.WithCard(file, before.Card with { WeightsSha256 = null }, "m.onnx")));
    }

    [Fact]
    public void A_changed_weight_is_detected()
    {
        byte[] file = Export(new TestModel().Card);
        byte[] weight = BitConverter.GetBytes(Weights()[LayerPath.Of(1), WeightRoles.Bias].Values[1]);
        file[file.AsSpan().IndexOf(weight)] ^= 1;
        string message = Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(new MemoryStream(file), "m.onnx")).Message;
        Assert.StartsWith("m.onnx is damaged: its weights do not match the checksum on its card", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_multi_label_graph_ends_with_a_sigmoid()
    {
        float[] features = [.. Enumerable.Range(0, Frames * Coefficients).Select(i => (i % 7) - 3f)];
        using var softmax = GenreClassifier.Load(new MemoryStream(Export(new TestModel().Card)));
        byte[] file = Export(new TestModel().Card with { Activation = OutputActivation.Sigmoid });
        using var sigmoid = GenreClassifier.Load(new MemoryStream(file));
        double[] odds = [.. sigmoid.ClassifyFeatures((float[])[.. features]).Select(p => p / (1.0 - p))];
        float[] probabilities = softmax.ClassifyFeatures((float[])[.. features]);
        // Both come from the same logits: softmax is the share of the odds.
        Assert.All(probabilities.Zip(odds), pair => Assert.Equal(pair.Second / odds.Sum(), pair.First, 1e-3));
        Assert.True(Math.Abs(odds.Sum(o => o / (1 + o)) - 1) > 0.01);

        // Another card keeps it.
        byte[] noted = OnnxModelFile.WithCard(file, sigmoid.Card with { Network = "renamed" }, "m.onnx");
        using var renamed = GenreClassifier.Load(new MemoryStream(noted));
        Assert.Equal(sigmoid.ClassifyFeatures((float[])[.. features]), renamed.ClassifyFeatures((float[])[.. features]));
    }

    private static byte[] Export(ModelCard card) =>
        OnnxExporter.Export(new NetworkSpec("test", [new Flatten(), new Dense(3)]), new TensorShape(Frames, Coefficients), Weights(), card);

    private static NetworkWeights Weights()
    {
        var random = new SeededRandom(5);
        return new NetworkWeights
        {
            [LayerPath.Of(1), WeightRoles.Weight] = new([3, Frames * Coefficients], [.. Enumerable.Range(0, 3 * Frames * Coefficients).Select(_ => (float)(0.01 * random.NextGaussian()))]),
            [LayerPath.Of(1), WeightRoles.Bias] = new([3], [0.1f, 0.7f, -0.3f]),
        };
    }
}
