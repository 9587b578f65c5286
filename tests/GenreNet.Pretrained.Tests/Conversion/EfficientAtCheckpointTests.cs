using GenreNet.Core;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Pretrained.Tests.Support;

namespace GenreNet.Pretrained.Tests.Conversion;

public sealed class EfficientAtCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "mn.pt");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.4, "mn04", 384, 8)]
    [InlineData(0.5, "mn05", 480, 8)]
    [InlineData(1.0, "mn10", 960, 16)]
    public void Widths_are_read_from_the_shapes(double width, string name, int embeddingSize, int stem)
    {
        Backbone backbone = Convert(RandomNetworks.EfficientAt(width));
        Assert.Equal((name, embeddingSize, 7), (backbone.Name, backbone.EmbeddingSize, backbone.Head.ClassCount));
        Assert.Equal(stem, Assert.IsType<Conv2d>(backbone.Network.Layers[1]).Filters);
        Assert.Equal(NetworkCost.Of(backbone.Network, new TensorShape(100, 128)).Parameters, backbone.Weights.ParameterCount);
        Assert.Equal(NetworkCost.Of(backbone.Head.Network, new TensorShape(embeddingSize)).Parameters,
            backbone.Head.Weights.ParameterCount);
    }

    [Fact]
    public void The_first_convolution_is_that_of_the_transposed_image()
    {
        // The stem by hand: 3x3, step 2, one row of zeros around, normalised, hard swish.
        var arrays = new Dictionary<string, float[]>();
        Backbone backbone = Convert(RandomNetworks.EfficientAt(0.4, change: (name, shape, values) =>
        {
            arrays[name] = values;
            return (name, shape, values);
        }));
        var random = new SeededRandom(6);
        const int Frames = 12, Bands = 128;
        float[] features = [.. Enumerable.Range(0, Frames * Bands).Select(_ => (float)random.NextGaussian())];
        var stem = new NetworkSpec("stem", [.. backbone.Network.Layers.Take(4), new Flatten()]);
        using var network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(stem, new TensorShape(Frames, Bands), backbone.Weights));
        float[] actual = new float[network.EmbeddingSize];
        network.Encode(features, actual);
        Assert.Equal(8 * (Frames / 2) * (Bands / 2), actual.Length);
        for (int channel = 0; channel < 8; channel++)
        {
            for (int frame = 0; frame < Frames / 2; frame++)
            {
                for (int band = 0; band < Bands / 2; band++)
                {
                    double sum = 0;
                    for (int row = 0; row < 3; row++)
                    {
                        for (int column = 0; column < 3; column++)
                        {
                            // Rows of the checkpoint's kernels are bands.
                            (int b, int t) = ((2 * band) + row - 1, (2 * frame) + column - 1);
                            sum += b is >= 0 and < Bands && t is >= 0 and < Frames
                                ? arrays["features.0.0.weight"][(channel * 9) + (row * 3) + column] * features[(t * Bands) + b] : 0;
                        }
                    }

                    double normal = ((sum - arrays["features.0.1.running_mean"][channel]) / Math.Sqrt(arrays["features.0.1.running_var"][channel] + 1e-3)
                        * arrays["features.0.1.weight"][channel]) + arrays["features.0.1.bias"][channel];
                    Assert.Equal(normal * Math.Clamp(normal + 3, 0, 6) / 6,
                        actual[(((channel * (Frames / 2)) + frame) * (Bands / 2)) + band], 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Segments_of_any_length_have_an_embedding_of_one_size()
    {
        Backbone backbone = Convert(RandomNetworks.EfficientAt(0.4));
        foreach (double seconds in (double[])[0.5, 3, 10])
        {
            using var network = new EmbeddingNetwork((backbone with { Features = backbone.Features with { SegmentSeconds = seconds } })
                .ToOnnx());
            Assert.Equal(384, network.EmbeddingSize);
        }
    }

    [Fact]
    public void Classes_are_chosen_in_their_order()
    {
        Backbone backbone = Convert(RandomNetworks.EfficientAt(0.4));
        float[] embedding = [.. Enumerable.Range(0, 384).Select(i => MathF.Sin(i))];
        BackboneHead head = backbone.Head with { Labels = ["a", "b", "c", "d", "e", "f", "g"] };
        BackboneHead chosen = head.Select([5, 0]);
        Assert.Equal(["f", "a"], chosen.Labels);
        float[] all = Logits(head);
        Assert.Equal([all[5], all[0]], Logits(chosen));
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Select([7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Select([]));

        float[] Logits(BackboneHead of)
        {
            // A row is made a vector first.
            var spec = new NetworkSpec("head", [new Flatten(), .. of.Network.Layers]);
            var weights = new NetworkWeights();
            weights.Add(of.Weights, offset: 1);
            using var network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(spec, new TensorShape(1, 384), weights));
            float[] logits = new float[network.EmbeddingSize];
            network.Encode(embedding, logits);
            return logits;
        }
    }

    [Theory]
    [InlineData("features.5.block.1.0.weight", "is missing")]
    [InlineData("features.16.1.running_var", "is missing")]
    [InlineData("classifier.5.bias", "is missing")]
    [InlineData("features.0.0.weight", "has neither")]
    public void A_missing_array_is_named(string missing, string problem) =>
        Refused(RandomNetworks.EfficientAt(0.4, change: (name, shape, values) => name == missing ? null : (name, shape, values)), missing,
            problem);

    [Fact]
    public void An_array_of_another_shape_is_named() => Refused(
        RandomNetworks.EfficientAt(0.4, change: (name, shape, values) => name == "features.7.block.1.1.bias"
            ? (name, [shape[0] - 1], values[1..]) : (name, shape, values)),
        "features.7.block.1.1.bias", "has the shape [95] instead of [96]", "another network");

    [Fact]
    public void An_array_that_belongs_to_no_layer_is_named() =>
        Refused(RandomNetworks.EfficientAt(0.4).Add("features.17.0.weight", [2], [1, 2]),
            "'features.17.0.weight' belongs to no layer of mn04");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_rejected(float value) => Refused(
        RandomNetworks.EfficientAt(0.4, change: (name, shape, values) =>
            (name, shape, name == "features.3.block.0.1.weight" ? [value, .. values[1..]] : values)),
        "'features.3.block.0.1.weight' contains values that are not finite", "download the checkpoint again");

    private Backbone Convert(TinyCheckpoint checkpoint)
    {
        System.IO.File.WriteAllBytes(File, checkpoint.ToBytes());
        return Backbone.Read(File);
    }

    private void Refused(TinyCheckpoint checkpoint, params string[] parts)
    {
        string message = Assert.Throws<ModelFormatException>(() => Convert(checkpoint)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
