using GenreNet.Core.Features;
using GenreNet.Core.Numpy;
using GenreNet.Networks;
using GenreNet.Pretrained;
using GenreNet.Training.Torch;
using TorchSharp;

namespace GenreNet.Training.Tests.Onnx;

/// <summary>Published weights give the same in torch and in ONNX Runtime, and the networks can be trained.</summary>
public class PretrainedParityTests
{
    [Theory]
    [InlineData("mn04_as_mAP_432.pt", "mn_logmel", "MN_logits", false)]
    [InlineData("mn04_as_mAP_432.pt", "mn_logmel", "MN_logits", true)]
    [InlineData("MSD_musicnn.h5", "musicnn_logmel", "MSD_logits", false)]
    [InlineData("MTT_musicnn.h5", "musicnn_logmel", "MTT_logits", false)]
    public void Published_weights_give_the_same_output_in_torch_and_onnx(string checkpoint, string input, string output, bool joinsMeans)
    {
        var backbone = Backbone.Read(SharedData.Path("models", checkpoint), joinsMeans);
        float[] features = Vector(input);
        var shape = TensorShape.Of(backbone.Features);
        AssertClose(Torch(backbone.Network, shape, backbone.Weights, features), Onnx(backbone.Network, shape, backbone.Weights, features));
        if (joinsMeans)
        {
            return;
        }

        var weights = new NetworkWeights();
        weights.Add(backbone.Weights);
        weights.Add(backbone.Head.Weights, offset: backbone.Network.Layers.Count);
        NetworkSpec whole = backbone.Network with { Layers = [.. backbone.Network.Layers, .. backbone.Head.Network.Layers] };
        float[] logits = Torch(whole, shape, weights, features);
        AssertClose(logits, Onnx(whole, shape, weights, features));

        // The port that wrote the vectors ran another version of PyTorch.
        AssertClose(Vector(output), logits);
    }

    [Theory]
    [InlineData("mn04")]
    [InlineData("musicnn")]
    public void Every_weight_of_a_catalogue_network_is_trained(string name)
    {
        torch.manual_seed(3);
        FeatureOptions features = name == "mn04" ? FeatureOptions.EfficientAtMels with { SegmentSeconds = 1 } : FeatureOptions.MusicnnMels;
        Assert.Contains(name, GenreNetworks.NamesFor(features));
        using var network = new TorchNetwork(GenreNetworks.Create(name, 3), TensorShape.Of(features));
        network.train();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor logits = network.forward(torch.randn(4, features.FrameCount, features.CoefficientCount));
        torch.nn.functional.cross_entropy(logits, torch.tensor((long[])[0, 1, 2, 0])).backward();
        Assert.All(network.named_parameters(), parameter =>
        {
            torch.Tensor? gradient = parameter.parameter.grad;
            Assert.True(gradient is not null && gradient.isfinite().all().item<bool>(), parameter.name);
        });

        // Dead units have no slope; but no kernel consists of them alone.
        Assert.True(network.parameters().Where(parameter => parameter.dim() > 1)
            .All(parameter => parameter.grad!.abs().sum().item<float>() > 0));
    }

    private static float[] Torch(NetworkSpec spec, TensorShape shape, NetworkWeights weights, float[] features)
    {
        using var network = new TorchNetwork(spec, shape);
        network.LoadWeights(weights);
        network.eval();
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        return network.forward(torch.tensor(features, [1, shape[0], shape[1]])).data<float>().ToArray();
    }

    private static float[] Onnx(NetworkSpec spec, TensorShape shape, NetworkWeights weights, float[] features)
    {
        using var network = new EmbeddingNetwork(OnnxExporter.ExportEncoder(spec, shape, weights));
        float[] outputs = new float[network.EmbeddingSize];
        network.Encode(features, outputs);
        return outputs;
    }

    private static float[] Vector(string name)
    {
        using var file = NpzReader.Open(SharedData.Path("models", "vectors", "vec_jazz.00000.npz"));
        return file.Read(name).AsSpan<float>().ToArray();
    }

    // As OnnxVerifier: absolute below one and relative above.
    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair =>
            Assert.Equal(pair.First, pair.Second, OnnxVerifier.Tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
