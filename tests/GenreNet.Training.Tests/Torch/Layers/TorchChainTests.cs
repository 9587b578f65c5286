using GenreNet.Networks;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Layers;

public class TorchChainTests
{
    private static readonly NetworkSpec Network = new(
        "test",
        [
            new Standardize(), new AddChannel(),
            new Conv2d(4, 3), new Relu(), new MaxPool2d(3, 2), new BatchNorm(),
            new Conv2d(5, 2), new BatchNorm(), new Relu(), new MaxPool2d(2, 2),
            new Residual([new Conv2d(5, 3, Padding: 1), new Relu()]), new Relu(),
            new Residual([new Conv2d(8, 3, Padding: 1), new BatchNorm(), new Relu(), new Conv2d(8, 3, Padding: 1), new BatchNorm()], [new Conv2d(8, 1), new BatchNorm()]), new Relu(),
            new Residual([new Conv2d(8, 3, Padding: 1), new BatchNorm()]), new Relu(),
            new Flatten(), new Dense(6), new Relu(), new Dense(3),
        ]);

    public TorchChainTests() => NativeTorch.EnsureLoaded();

    [Fact]
    public void The_order_of_a_forward_pass_gives_the_values_and_gradients_of_the_layers()
    {
        (float[] values, float[][] gradients) = Compute((network, input) => network.forward(input));
        (float[] expected, float[][] expectedGradients) = Compute((network, input) =>
            Enumerable.Range(0, Network.Layers.Count).Aggregate(input, (tensor, layer) => network.Run(layer..(layer + 1), tensor)));
        Assert.Equal(expected, values);
        Assert.Equal(expectedGradients, gradients);
        Assert.Contains(gradients, gradient => gradient.Any(value => value != 0));
    }

    [Fact]
    public void A_forward_pass_does_not_change_its_input()
    {
        using DisposeScope scope = NewDisposeScope();
        using var network = new TorchNetwork(new NetworkSpec("test", [new Relu(), new Standardize(), new Flatten(), new Dense(2)]), new TensorShape(2, 2));
        Tensor input = tensor([-1f, 2f, -3f, 4f], [1, 2, 2]);
        network.forward(input);
        Assert.Equal([-1f, 2f, -3f, 4f], input.data<float>().ToArray());
    }

    [Theory]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("crnn")]
    [InlineData("mel-resnet")]
    public void Images_have_channels_last_in_memory(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        var input = new TensorShape(130, name == "mel-resnet" ? 64 : 13);
        NetworkSpec spec = GenreNetworks.Create(name, genreCount: 10);
        using var network = new TorchNetwork(spec, input);
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(spec, input);
        Tensor image = zeros(2, input[0], input[1]);
        int images = 0;
        for (int layer = 0; layer < spec.Layers.Count; layer++)
        {
            image = network.Run(layer..(layer + 1), image);
            if (shapes[layer + 1].Axes.Count == 3)
            {
                images++;
                Assert.Equal(1, image.stride()[1]);
            }
        }

        Assert.True(images > 4);
    }

    private static (float[] Values, float[][] Gradients) Compute(Func<TorchNetwork, Tensor, Tensor> forward)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        using var network = new TorchNetwork(Network, new TensorShape(20, 9));
        network.train();
        Tensor output = forward(network, randn(8, 20, 9));
        (output * output).sum().backward();
        return (output.data<float>().ToArray(), [.. network.parameters().Select(parameter => parameter.grad!.contiguous().data<float>().ToArray())]);
    }
}
