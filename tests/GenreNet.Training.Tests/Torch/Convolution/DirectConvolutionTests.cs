using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Convolution;

public class DirectConvolutionTests
{
    public DirectConvolutionTests() => NativeTorch.EnsureLoaded();

    // Image (batch, channels, height, width), filters, kernel (height, width), stride, padding (rows, columns).
    public static TheoryData<int[], int, int[], int, int[]> Cases { get; } = new()
    {
        { [3, 24, 13, 7], 32, [3, 3], 2, [1, 1] },
        { [3, 32, 12, 4], 32, [3, 3], 1, [1, 1] },
        { [2, 128, 5, 2], 128, [3, 3], 1, [1, 1] },
        { [2, 24, 9, 6], 40, [1, 1], 2, [0, 0] },
        { [2, 16, 9, 6], 8, [1, 1], 1, [0, 0] },
        { [2, 8, 8, 8], 72, [2, 2], 1, [0, 0] },
        { [2, 8, 11, 10], 16, [5, 5], 3, [2, 2] },
        { [2, 8, 7, 9], 8, [3, 1], 2, [1, 0] },
        { [1, 8, 1, 1], 8, [3, 3], 1, [1, 1] },
        { [1, 8, 3, 2], 8, [3, 3], 2, [0, 1] },
        { [16, 32, 40, 13], 64, [3, 3], 1, [1, 1] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_torch(int[] image, int filters, int[] kernel, int stride, int[] padding)
    {
        Assert.SkipUnless(PatchProducts.AreSupported, "The processor has no vectors of 512 bits.");
        using DisposeScope scope = NewDisposeScope();
        using TorchSharp.Modules.Conv2d convolution = Convolution(image[1], filters, kernel, stride, padding);
        Tensor[] expected = Compute(image, convolution, (input, _) => convolution.forward(input));
        Tensor[] actual = Compute(image, convolution, (input, shape) => DirectConvolution.Of(shape, input, convolution));
        Assert.All(expected.Zip(actual), pair => TestTensors.Near(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Results_are_repeatable(int threads)
    {
        Assert.SkipUnless(PatchProducts.AreSupported, "The processor has no vectors of 512 bits.");
        using DisposeScope scope = NewDisposeScope();
        int before = get_num_threads();
        set_num_threads(threads);
        using TorchSharp.Modules.Conv2d convolution = Convolution(32, 64, [3, 3], 2, [1, 1]);
        Tensor[][] results = [.. Enumerable.Range(0, 3).Select(_ => Compute([16, 32, 40, 13], convolution, (input, shape) => DirectConvolution.Of(shape, input, convolution)))];
        set_num_threads(before);
        Assert.All(results.Skip(1), again => Assert.All(results[0].Zip(again), pair => Assert.Equal(TestTensors.Numbers(pair.First), TestTensors.Numbers(pair.Second))));
    }

    [Fact]
    public void Images_without_gradient_get_none()
    {
        Assert.SkipUnless(PatchProducts.AreSupported, "The processor has no vectors of 512 bits.");
        using DisposeScope scope = NewDisposeScope();
        using TorchSharp.Modules.Conv2d convolution = Convolution(8, 8, [3, 3], 1, [1, 1]);
        Tensor input = TestTensors.ChannelsLast(randn(2, 8, 6, 5));
        DirectConvolution.Of(DirectConvolution.ShapeOf(input, convolution)!, input, convolution).sum().backward();
        Assert.Null(input.grad);
        Assert.NotNull(convolution.weight.grad);
    }

    [Fact]
    public void Other_layouts_filters_and_devices_are_left_to_torch()
    {
        using DisposeScope scope = NewDisposeScope();
        using TorchSharp.Modules.Conv2d convolution = Convolution(8, 8, [3, 3], 1, [1, 1]);
        using TorchSharp.Modules.Conv2d few = Convolution(8, 12, [3, 3], 1, [1, 1]);
        using TorchSharp.Modules.Conv2d large = Convolution(160, 8, [3, 3], 1, [1, 1]);
        Tensor image = TestTensors.ChannelsLast(zeros(2, 8, 6, 5));
        Assert.Equal(PatchProducts.AreSupported, DirectConvolution.ShapeOf(image, convolution) is not null);
        Assert.Null(DirectConvolution.ShapeOf(zeros(2, 8, 6, 5), convolution));
        Assert.Null(DirectConvolution.ShapeOf(empty(2, 8, 6, 5, device: META), convolution));
        Assert.Null(DirectConvolution.ShapeOf(image, few));
        Assert.Null(DirectConvolution.ShapeOf(TestTensors.ChannelsLast(zeros(2, 160, 6, 5)), large));
    }

    // Result and gradients of image, filters and bias.
    private static Tensor[] Compute(int[] image, TorchSharp.Modules.Conv2d convolution, Func<Tensor, ConvolutionShape, Tensor> forward)
    {
        manual_seed(3);
        (convolution.weight.grad, convolution.bias!.grad) = (null, null);
        Tensor input = TestTensors.ChannelsLast(randn([.. image.Select(axis => (long)axis)])).detach().requires_grad_();
        Tensor result = forward(input, DirectConvolution.ShapeOf(input, convolution)!);
        result.mul(TestTensors.ChannelsLast(randn(result.shape))).sum().backward();
        return [result, input.grad!, convolution.weight.grad!, convolution.bias.grad!];
    }

    private static TorchSharp.Modules.Conv2d Convolution(int channels, int filters, int[] kernel, int stride, int[] padding)
    {
        manual_seed(4);
        TorchSharp.Modules.Conv2d convolution = nn.Conv2d(channels, filters, (kernel[0], kernel[1]), (stride, stride), (padding[0], padding[1]));
        convolution.weight = new TorchSharp.Modules.Parameter(TestTensors.ChannelsLast(convolution.weight.detach().clone()));
        return convolution;
    }
}
