using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Normalization;

public class BatchNormalizationTests
{
    private const double Momentum = 0.3;
    private const double Epsilon = 1e-3;

    public BatchNormalizationTests() => NativeTorch.EnsureLoaded();

    // Channels that are a multiple of no vector, images of one cell, and more rows than a piece of work.
    public static TheoryData<long[], int, bool> Cases { get; } = new MatrixTheoryData<long[], int, bool>(
        [[16, 10], [6, 24, 9, 5], [3, 5, 4, 1], [2, 3, 1, 1], [8, 32, 40, 13]], [1, 2], [false, true]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_gradients_and_statistics_are_those_of_torch(long[] shape, int norms, bool isRectified)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (int inputs in norms == 1 ? (int[])[1, 2] : [2])
        {
            Tensor[] expected = Compute(shape, inputs, norms, isRectified, isOwn: false);
            Tensor[] actual = Compute(shape, inputs, norms, isRectified, isOwn: true);
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => TestTensors.Near(pair.First, pair.Second));
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        using DisposeScope scope = NewDisposeScope();
        int before = get_num_threads();
        set_num_threads(1);
        Tensor[] expected = Compute([8, 32, 40, 13], 2, 2, isRectified: true, isOwn: true);
        set_num_threads(2);
        Tensor[] actual = Compute([8, 32, 40, 13], 2, 2, isRectified: true, isOwn: true);
        set_num_threads(before);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(TestTensors.Numbers(pair.First), TestTensors.Numbers(pair.Second)));
    }

    [Fact]
    public void A_gradient_in_another_order_of_memory_is_accepted()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] own = Enumerable.Range(0, 2).Select(_ => Input([4, 16, 6, 5], 3)).ToArray();
        Tensor factors = randn([4, 16, 6, 5]);
        BatchNormalization.Of(true, new NormalizedInput(own[0], Weights(16))).mul(factors).sum().backward();
        BatchNormalization.Of(true, new NormalizedInput(own[1], Weights(16))).mul(TestTensors.ChannelsLast(factors)).sum().backward();
        Assert.Equal(TestTensors.Numbers(own[0].grad!), TestTensors.Numbers(own[1].grad!));
    }

    [Fact]
    public void Values_that_are_not_numbers_stay()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = zeros(4, 9);
        input[0, 8] = float.NaN;
        Assert.True(float.IsNaN(BatchNormalization.Of(true, new NormalizedInput(input, Weights(9)))[0, 8].item<float>()));
    }

    [Fact]
    public void Other_layouts_types_and_devices_are_left_to_torch()
    {
        using DisposeScope scope = NewDisposeScope();
        NormWeights weights = Weights(8);
        Assert.True(BatchNormalization.Supports(new NormalizedInput(TestTensors.ChannelsLast(zeros(2, 8, 3, 4)), weights)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros(2, 8, 3, 4), weights)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros([2, 8], ScalarType.Float64), weights)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros([2, 8], device: META), weights)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros(1, 8), weights)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros(2, 8), null)));
        Assert.False(BatchNormalization.Supports(new NormalizedInput(zeros(2, 8), weights), new NormalizedInput(zeros(1, 8), weights)));
    }

    // Result, gradients and running statistics.
    private static Tensor[] Compute(long[] shape, int inputs, int norms, bool isRectified, bool isOwn)
    {
        NormalizedInput[] all = [.. Enumerable.Range(0, inputs).Select(i => new NormalizedInput(Input(shape, i), i < norms ? Weights(shape[1]) : null))];
        Tensor result = isOwn ? BatchNormalization.Of(isRectified, all) : OfTorch(all, isRectified);
        manual_seed(9);
        result.mul(TestTensors.ChannelsLast(randn(shape))).sum().backward();
        return
        [
            result,
            .. all.Select(input => input.Values.grad!),
            .. all.Where(input => input.Norm is not null).SelectMany(input => (Tensor[])[input.Norm!.Weight.grad!, input.Norm.Bias.grad!, input.Norm.Mean, input.Norm.Variance]),
        ];
    }

    private static Tensor OfTorch(NormalizedInput[] inputs, bool isRectified)
    {
        Tensor sum = inputs.Select(input => input.Norm is { } norm
            ? nn.functional.batch_norm(input.Values, norm.Mean, norm.Variance, norm.Weight, norm.Bias, training: true, norm.Momentum, norm.Epsilon)
            : input.Values).Aggregate(TensorSum.Plus);
        return isRectified ? sum.relu() : sum;
    }

    private static Tensor Input(long[] shape, long seed)
    {
        manual_seed(seed);
        return TestTensors.ChannelsLast(randn(shape)).detach().requires_grad_();
    }

    private static NormWeights Weights(long channels)
    {
        manual_seed(5);
        return new NormWeights(rand(channels).requires_grad_(), randn(channels).requires_grad_(), zeros(channels), ones(channels), Momentum, Epsilon);
    }
}
