using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Convolution;

/// <summary>Convolutions of torch, with or without oneDNN.</summary>
public class OneDnnTests
{
    public OneDnnTests() => NativeTorch.EnsureLoaded();

    [Fact]
    public void Convolutions_are_correct_on_this_processor() => Assert.True(OneDnn.IsCorrect());

    [Theory]
    [InlineData(40, 1, 1, 1)]
    [InlineData(72, 1, 2, 1)]
    [InlineData(24, 3, 1, 1)]
    [InlineData(24, 3, 2, 1)]
    [InlineData(24, 3, 1, 24)]
    [InlineData(40, 5, 1, 40)]
    public void Values_and_gradients_are_those_of_double_precision(int filters, int kernel, int stride, int groups)
    {
        using DisposeScope scope = NewDisposeScope();
        using var random = new Generator(3);
        int channels = groups == 1 ? 24 : groups;
        Tensor image = randn([2, 9, 7, channels], generator: random).permute(0, 3, 1, 2);
        Tensor weights = randn([filters, channels / groups, kernel, kernel], generator: random);
        (Tensor single, Tensor[] gradients) = Compute(ScalarType.Float32);
        (Tensor exact, Tensor[] exactGradients) = Compute(ScalarType.Float64);
        Assert.True(allclose(exact, single.to(ScalarType.Float64), rtol: 1e-4, atol: 1e-4));
        Assert.All(exactGradients.Zip(gradients), pair => Assert.True(allclose(pair.First, pair.Second.to(ScalarType.Float64), rtol: 1e-4, atol: 1e-4)));

        (Tensor Result, Tensor[] Gradients) Compute(ScalarType type)
        {
            Tensor input = image.to(type).detach().requires_grad_(true);
            Tensor kernels = weights.to(type).detach().requires_grad_(true);
            Tensor result = nn.functional.conv2d(input, kernels, strides: [stride, stride], padding: [kernel / 2, kernel / 2], groups: groups);
            result.sin().sum().backward();
            return (result.detach(), [input.grad!, kernels.grad!]);
        }
    }
}
