using System.Text.Json;
using GenreNet.Core.Numpy;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Networks.Onnx.Schema;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Pretrained.Tests.Conversion;

/// <summary>The published weights, compared with the outputs of an independent port in PyTorch.</summary>
/// <remarks>
/// Both engines compute in float32 and add in different orders. Rounding grows with each of the 46 convolutions of mn04, so that the
/// tolerance is relative to the largest value of an output: 1e-4 of it.
/// </remarks>
public class PublishedCheckpointTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("blues.00000")]
    [InlineData("jazz.00000")]
    public void Embedding_and_logits_of_mn04_are_those_of_the_port(string clip)
    {
        var backbone = Backbone.Read(SharedData.Path("models", "mn04_as_mAP_432.pt"));
        Assert.Equal(("mn04", 384, 527), (backbone.Name, backbone.EmbeddingSize, backbone.Head.ClassCount));
        Compare(backbone, clip, "mn_logmel", "MN", 512);
    }

    [Theory]
    [InlineData("blues.00000", "MSD")]
    [InlineData("jazz.00000", "MSD")]
    [InlineData("blues.00000", "MTT")]
    [InlineData("jazz.00000", "MTT")]
    public void Embedding_and_logits_of_musicnn_are_those_of_the_port(string clip, string dataset)
    {
        var backbone = Backbone.Read(SharedData.Path("models", $"{dataset}_musicnn.h5"));
        Assert.Equal(("musicnn", 200, 50), (backbone.Name, backbone.EmbeddingSize, backbone.Head.ClassCount));
        Compare(backbone, clip, "musicnn_logmel", dataset, null);
    }

    [Fact]
    public void Every_layer_of_mn04_returns_the_values_of_the_port()
    {
        var backbone = Backbone.Read(SharedData.Path("models", "mn04_as_mAP_432.pt"));
        backbone = backbone with { Features = backbone.Features with { SegmentSeconds = 3 } };
        float[] features = Vector("jazz.00000", "mn_logmel")[..(300 * 128)];
        using var expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("models", "vectors",
            "mn04_layers_jazz.00000_first300frames.json")));
        JsonElement[] layers = [.. expected.RootElement.EnumerateArray()];

        // Each layer there is a convolution with what follows it: its normalisation and, where there is one, its activation.
        var leaves = backbone.Network.Leaves(TensorShape.Of(backbone.Features)).ToArray();
        var outputs = leaves.Index().Where(leaf => leaf.Item.Layer is Conv2d).Zip(layers, (leaf, layer) =>
            leaves[leaf.Index + (layer.GetProperty("act").ValueKind == JsonValueKind.Null ? 1 : 2)].Path).ToArray();
        Assert.Equal(layers.Length, leaves.Count(leaf => leaf.Layer is Conv2d));

        IReadOnlyList<float[]> values = Run(backbone.ToOnnx(), features, [1, 300, 128], outputs);
        foreach ((JsonElement layer, float[] actual) in layers.Zip(values))
        {
            int[] shape = [.. layer.GetProperty("out").EnumerateArray().Select(axis => axis.GetInt32())];
            Assert.Equal(shape.Aggregate((a, b) => a * b), actual.Length);
            double scale = layer.GetProperty("absmean").GetDouble();
            Assert.Equal(layer.GetProperty("mean").GetDouble(), actual.Average(), Tolerance * Math.Max(1, scale));
            Assert.Equal(scale, actual.Average(Math.Abs), Tolerance * Math.Max(1, scale));

            // The first channels at the first band and frame.
            float[] first = [.. layer.GetProperty("first").EnumerateArray().Select((_, channel) => actual[channel * shape[1] * shape[2]])];
            Assert.All(layer.GetProperty("first").EnumerateArray().Zip(first), pair =>
                Assert.Equal(pair.First.GetDouble(), pair.Second, Tolerance * Math.Max(1, 10 * scale)));
        }
    }

    [Fact]
    public void Half_weights_keep_the_direction_of_the_embedding()
    {
        var backbone = Backbone.Read(SharedData.Path("models", "mn04_as_mAP_432.pt"));
        float[] features = Vector("jazz.00000", "mn_logmel");
        byte[] half = backbone.ToOnnx(new OnnxExportOptions { StoreWeightsAsFloat16 = true });
        byte[] full = backbone.ToOnnx();
        Assert.InRange(half.Length, 0, 0.65 * full.Length);
        double cosine = System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(Encode(half, features), Encode(full, features));
        Assert.InRange(cosine, 0.9999, 1.0001);
        TestContext.Current.SendDiagnosticMessage($"cosine {cosine}, {half.Length} of {full.Length} bytes");
    }

    [Fact]
    public void The_means_of_blocks_are_joined_before_the_embedding()
    {
        string path = SharedData.Path("models", "mn04_as_mAP_432.pt");
        var joined = Backbone.Read(path, joinsMeans: true);
        var plain = Backbone.Read(path);
        float[] features = Vector("blues.00000", "mn_logmel");
        float[] vector = Encode(joined.ToOnnx(), features);
        Assert.Equal(128 + 16 + 48 + 64 + 64 + 384, joined.EmbeddingSize);
        Assert.Equal(joined.EmbeddingSize, vector.Length);
        AssertClose(Encode(plain.ToOnnx(), features), vector[^384..]);
        AssertClose([.. Enumerable.Range(0, 128)
            .Select(band => Enumerable.Range(0, 1000).Average(frame => features[(frame * 128) + band]))], vector[..128]);
    }

    [Fact]
    public void An_additional_output_returns_the_probabilities_of_the_chosen_classes()
    {
        int[] classes = [137, 0, 526];
        Backbone backbone = Backbone.Read(SharedData.Path("models", "mn04_as_mAP_432.pt"), joinsMeans: true).WithOutput("content", classes);
        float[] logits = Vector("jazz.00000", "MN_logits");
        float[] probabilities = Run(backbone.ToOnnx(), Vector("jazz.00000", "mn_logmel"), [1, 1000, 128], ["content"], areNew: false)[0];
        AssertClose([.. classes.Select(index => 1 / (1 + MathF.Exp(-logits[index])))], probabilities);
    }

    [Fact]
    public void Tags_of_musicnn_are_those_of_the_clips()
    {
        // What the port ranks first for a clip of jazz.
        float[] logits = Vector("jazz.00000", "MSD_logits");
        Assert.Equal(["jazz", "instrumental"],
            logits.Index().OrderByDescending(logit => logit.Item).Take(2).Select(logit => MusicnnTags.MillionSongDataset[logit.Index]));
        logits = Vector("jazz.00000", "MTT_logits");
        Assert.Equal(["classical", "violin"],
            logits.Index().OrderByDescending(logit => logit.Item).Take(2).Select(logit => MusicnnTags.MagnaTagATune[logit.Index]));
    }

    private static void Compare(Backbone backbone, string clip, string input, string prefix, int? hidden)
    {
        float[] features = Vector(clip, input);
        AssertClose(Vector(clip, $"{prefix}_pen"), Encode(backbone.ToOnnx(), features));
        AssertClose(Vector(clip, $"{prefix}_logits"), Encode(WithHead(backbone, backbone.Head.Network.Layers.Count), features));
        if (hidden is { } units)
        {
            float[] third = Encode(WithHead(backbone, 2), features);
            Assert.Equal(units, third.Length);
            AssertClose(Vector(clip, $"{prefix}_third"), third);
        }
    }

    private static byte[] WithHead(Backbone backbone, int layers)
    {
        var weights = new NetworkWeights();
        weights.Add(backbone.Weights);
        weights.Add(backbone.Head.Weights, offset: backbone.Network.Layers.Count);
        NetworkSpec network = backbone.Network with { Layers = [.. backbone.Network.Layers, .. backbone.Head.Network.Layers.Take(layers)] };
        return OnnxExporter.ExportEncoder(network, TensorShape.Of(backbone.Features), weights);
    }

    private static float[] Encode(byte[] file, float[] features)
    {
        using var network = new EmbeddingNetwork(file);
        float[] embedding = new float[network.EmbeddingSize];
        network.Encode(features, embedding);
        return embedding;
    }

    private static List<float[]> Run(byte[] file, float[] features, long[] shape, string[] outputs, bool areNew = true)
    {
        var model = ModelProto.Parser.ParseFrom(file);
        if (areNew)
        {
            model.Graph.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name }));
        }

        using var session = new InferenceSession(model.ToByteArray());
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(features, shape);
        using IDisposableReadOnlyCollection<OrtValue> values = session.Run(run, [ModelFormat.FeaturesInput], [input], outputs);
        return [.. values.Select(value => value.GetTensorDataAsSpan<float>().ToArray())];
    }

    private static float[] Vector(string clip, string name)
    {
        using var file = NpzReader.Open(SharedData.Path("models", "vectors", $"vec_{clip}.npz"));
        return file.Read(name).AsSpan<float>().ToArray();
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        double worst = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(worst <= Tolerance * scale, $"the outputs differ by {worst} of {scale}");
    }
}
