using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Networks;

public class NetworkTests
{
    private static readonly TensorShape Segment = new(130, 13);

    public static TheoryData<string> Names { get; } = [.. GenreNetworks.Names];

    [Theory]
    [InlineData(128, 3, 2, 0, 1, 64)] // an even length: the extra cell goes at the end
    [InlineData(11, 3, 2, 1, 1, 6)]
    [InlineData(13, 2, 2, 0, 1, 7)]
    [InlineData(2, 2, 2, 0, 0, 1)]
    public void Same_padding_matches_keras(int length, int size, int stride, int before, int after, int output) =>
        Assert.Equal(new SamePadding(before, after, output), SamePadding.Of(length, size, stride));

    [Theory]
    [InlineData("dense", (1690 * 512) + 512 + (512 * 256) + 256 + (256 * 64) + 64 + (64 * 10) + 10)]
    [InlineData("dense-regularized", (1690 * 256) + 256 + 512 + (256 * 128) + 128 + 256 + (128 * 32) + 32 + 64 + (32 * 10) + 10)]
    public void Dense_networks_have_the_parameters_of_their_declaration(string name, long count)
    {
        using var network = new TorchNetwork(GenreNetworks.Create(name, 10), Segment);
        Assert.Equal(count, network.SaveWeights().ParameterCount);
    }

    [Fact]
    public void Shapes_of_the_small_cnn_match_keras()
    {
        NetworkSpec network = GenreNetworks.Create("cnn-small", 10);
        string[] shapes = [.. ShapeInference.Infer(network, Segment).Select(s => s.ToString())];
        // Keras on (130, 13, 1): conv 128x11, pool 64x6, conv 62x4, pool 31x2, conv 30x1, pool 15x1.
        Assert.Equal(
            ["[32, 128, 11]", "[32, 64, 6]", "[32, 62, 4]", "[32, 31, 2]", "[32, 30, 1]", "[32, 15, 1]"],
            network.Layers.Zip(shapes[1..]).Where(p => p.First is Conv2d or MaxPool2d).Select(p => p.Second));
        Assert.Equal("[10]", shapes[^1]);
    }

    [Fact]
    public void Incompatible_layers_are_rejected_with_their_name()
    {
        var network = new NetworkSpec("odd", [new Patches(131, 0, 8)]);
        Assert.Contains("'odd', layer1: Patches", Assert.Throws<NetworkException>(() => ShapeInference.Infer(network, Segment)).Message, StringComparison.Ordinal);
        var deep = new NetworkSpec("deep", [new AddChannel(), new Conv2d(4, 20)]);
        Assert.Throws<NetworkException>(() => ShapeInference.Infer(deep, Segment));
        var torn = new NetworkSpec("torn", [new AddChannel(), new Residual([new Conv2d(4, 3)])]);
        Assert.Equal("layer2", Assert.Throws<NetworkException>(() => ShapeInference.Infer(torn, Segment)).Layer);
        var inner = new NetworkSpec("inner", [new AddChannel(), new Residual([new Relu(), new Conv2d(4, 30)])]);
        Assert.Equal("layer2.body2", Assert.Throws<NetworkException>(() => ShapeInference.Infer(inner, Segment)).Layer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_cost_of_a_declaration_counts_the_parameters_that_torch_trains(string name)
    {
        NetworkSpec spec = GenreNetworks.Create(name, 10);
        TensorShape segment = name == "musicnn" ? TensorShape.Of(FeatureOptions.MusicnnMels) : Segment;
        using var network = new TorchNetwork(spec, segment);
        Assert.Equal(network.SaveWeights().ParameterCount, NetworkCost.Of(spec, segment).Parameters);
        Assert.Equal(network.parameters().Sum(p => p.numel()), NetworkCost.Of(spec, segment).Parameters);
    }

    [Fact]
    public void Multiply_adds_match_a_manual_count()
    {
        var spec = new NetworkSpec("hand", [new AddChannel(), new Conv2d(4, 3), new Flatten(), new Dense(2)]);
        // 4 kernels of 3x3 at 128 x 11 places, then 4 x 128 x 11 values to 2 units.
        Assert.Equal(new NetworkCost(40 + (2 * 5632) + 2, (36 * 1408) + (2 * 5632)), NetworkCost.Of(spec, Segment));
    }

    [Fact]
    public void Pretrained_networks_have_the_published_parameters_and_cost()
    {
        // 984 k with the 527 classes of AudioSet, of which 467 k are the two dense layers; 110 M multiply-adds for 10 s.
        var layers = GenreNet.Networks.EfficientAt.Backbone(GenreNet.Networks.EfficientAtWidths.Of(0.4));
        var cost = NetworkCost.Of(new NetworkSpec("mn04", layers), TensorShape.Of(FeatureOptions.EfficientAtMels));
        Assert.Equal(983_599 - (385 * 512) - (513 * 527), cost.Parameters);
        Assert.InRange(cost.MultiplyAdds, 105e6, 120e6);
        var musicnn = new NetworkSpec("musicnn", [.. GenreNet.Networks.Musicnn.Backbone(), new Dense(50)]);
        Assert.InRange(NetworkCost.Of(musicnn, TensorShape.Of(FeatureOptions.MusicnnMels)).Parameters, 785_000, 792_000);
    }

    [Fact]
    public void An_unknown_network_is_rejected_with_the_available_ones() =>
        Assert.Contains("cnn-small", Assert.Throws<GenreNetException>(() => GenreNetworks.Create("densenet", 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void Each_kind_of_features_has_networks()
    {
        Assert.Equal("cnn", GenreNetworks.DefaultFor(FeatureOptions.Default));
        Assert.Equal("dense-regularized", GenreNetworks.DefaultFor(FeatureOptions.Default with { SegmentSeconds = 0.1 }));
        Assert.Equal("mel-resnet", GenreNetworks.DefaultFor(FeatureOptions.LogMels));
        Assert.Equal("summary", GenreNetworks.DefaultFor(FeatureOptions.Summaries));
        Assert.Equal(["linear", "dense", "dense-regularized", "summary"], GenreNetworks.NamesFor(FeatureOptions.Summaries));
        Assert.Equal("linear", GenreNetworks.DefaultFor(FeatureOptions.External("taggrams", 50)));
        Assert.DoesNotContain("mel-resnet", GenreNetworks.NamesFor(FeatureOptions.Default));
        GenreNetworks.RequireFits("resnet", FeatureOptions.LogMels);
        GenreNetworks.RequireFits("dense", FeatureOptions.Summaries);
        Assert.Equal(
            "The network cnn does not support Summary features: use one of linear, dense, dense-regularized, summary.",
            Assert.Throws<GenreNetException>(() => GenreNetworks.RequireFits("cnn", FeatureOptions.Summaries)).Message);
        Assert.Contains("does not support Mfcc features", Assert.Throws<GenreNetException>(() => GenreNetworks.RequireFits("summary", FeatureOptions.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_too_small_for_a_network_are_rejected_with_the_networks_that_fit() => Assert.StartsWith(
        "The network cnn is too deep for segments of 5x13: use one of linear, dense, dense-regularized, ",
        Assert.Throws<GenreNetException>(() => GenreNetworks.RequireFits("cnn", FeatureOptions.Default with { SegmentSeconds = 0.1 })).Message,
        StringComparison.Ordinal);
}
