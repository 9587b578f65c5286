using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;
using GenreNet.Training.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Optimizer = GenreNet.Training.Fitting.Optimizer;
using OptimizerOptions = GenreNet.Training.Fitting.OptimizerOptions;

namespace GenreNet.Training.Tests.Fitting.Optimizers;

public class OptimizerTests
{
    private const double Rate = 0.05;

    private static readonly OptimizerOptions[] All =
    [
        new() { Kind = OptimizerKind.Adam, WeightDecay = 0.02 },
        new() { Kind = OptimizerKind.AdamW, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd, Momentum = 0, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd, Nesterov = false, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd },
    ];

    public OptimizerTests() => NativeTorch.EnsureLoaded();

    public static TheoryData<int> Settings { get; } = [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Steps_match_torch(int setting)
    {
        using Parameter ours = Matrix();
        using Parameter theirs = Matrix();
        using var optimizer = Optimizer.Create([ours], All[setting]);
        using optim.Optimizer reference = Reference(theirs, All[setting]);
        // Torch's own reads scalars that a collection may have freed, which is why ours exists: no collection while it runs.
        Assert.True(GC.TryStartNoGCRegion(32 << 20));
        try
        {
            for (ulong step = 0; step < 30; step++)
            {
                optimizer.ZeroGradients();
                Backward(ours, step);
                optimizer.Step(Rate);
                reference.zero_grad();
                Backward(theirs, step);
                reference.step();
            }
        }
        finally
        {
            GC.EndNoGCRegion();
        }

        Assert.All(Values(ours).Zip(Values(theirs)), pair => Assert.Equal(pair.Second, pair.First, 2e-6));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Penalties_act_like_terms_of_the_loss(int setting)
    {
        const double penalty = 0.3;
        foreach (double limit in (double[])[0, 0.5])
        {
            using Parameter ours = Matrix();
            using Parameter theirs = Matrix();
            using var optimizer = Optimizer.Create([ours], All[setting], [penalty]);
            using var reference = Optimizer.Create([theirs], All[setting]);
            for (ulong step = 0; step < 10; step++)
            {
                optimizer.ZeroGradients();
                reference.ZeroGradients();
                Backward(ours, step);
                Backward(theirs, step);
                using (NewDisposeScope())
                {
                    using Scalar factor = penalty.ToScalar();
                    (theirs * theirs).sum().mul(factor).backward();
                }

                if (limit > 0)
                {
                    Assert.Equal(reference.ClipGradients(limit), optimizer.ClipGradients(limit), 1e-5);
                }

                optimizer.Step(Rate);
                reference.Step(Rate);
            }

            Assert.All(Values(ours).Zip(Values(theirs)), pair => Assert.Equal(pair.Second, pair.First, 2e-6));
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_order_in_memory_does_not_matter(int setting)
    {
        using Parameter rows = Matrix();
        using Tensor columnOrder = rows.detach().t().contiguous();
        using var columns = new Parameter(columnOrder.t());
        Assert.False(columns.is_contiguous());
        using var one = Optimizer.Create([rows], All[setting]);
        using var other = Optimizer.Create([columns], All[setting]);
        Run(one, rows, 0, 5);
        Run(other, columns, 0, 5);
        Assert.Equal(Values(rows), Values(columns));
        // The state has the shape of the parameter, so that checkpoints do not depend on the order.
        Assert.All(other.State, state => Assert.Equal([3L, 4L], state.Tensor.shape));
    }

    [Fact]
    public void Parameters_without_a_gradient_are_unchanged()
    {
        using Parameter parameter = Matrix();
        float[] before = Values(parameter);
        using var optimizer = Optimizer.Create([parameter], new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.5 }, [1]);
        optimizer.Step(Rate);
        Backward(parameter, 0);
        optimizer.ZeroGradients();
        optimizer.Step(Rate);
        Assert.Equal(before, Values(parameter));
    }

    [Fact]
    public void Weight_decay_applies_to_kernels_but_not_to_biases()
    {
        using var bias = new Parameter(tensor([1f, 2f]));
        using Parameter kernel = Matrix();
        float[] before = Values(kernel);
        using var optimizer = Optimizer.Create([bias, kernel], new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.5 });
        foreach (Parameter parameter in (Parameter[])[bias, kernel])
        {
            using Tensor nothing = (parameter * zeros_like(parameter)).sum();
            nothing.backward();
        }

        optimizer.Step(0.1);
        Assert.Equal([1f, 2f], Values(bias));
        Assert.All(before.Zip(Values(kernel)), pair => Assert.Equal(pair.First * 0.95f, pair.Second, 1e-6f)); // 1 - 0.1 x 0.5
    }

    [Theory]
    [InlineData(20, 3, 4)]
    [InlineData(6.5, 1.5, 2)]
    public void Clipping_limits_the_norm_and_keeps_the_direction(double limit, double first, double second)
    {
        using var one = new Parameter(tensor([0f, 0f]));
        using var other = new Parameter(tensor([0f]));
        using var optimizer = Optimizer.Create([one, other], new OptimizerOptions { Kind = OptimizerKind.Sgd, Momentum = 0 });
        using Tensor sum = (one * tensor([3f, 4f])).sum() + (other * tensor([12f])).sum();
        sum.backward();
        Assert.Equal(13, optimizer.ClipGradients(limit), 1e-5);
        using Tensor gradient = one.grad!;
        Assert.All(gradient.data<float>().ToArray().Zip((double[])[first, second]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.Equal(Math.Min(13, limit), optimizer.ClipGradients(1000), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_copied_state_continues_identically(int setting)
    {
        using Parameter parameter = Matrix();
        using var optimizer = Optimizer.Create([parameter], All[setting]);
        Run(optimizer, parameter, 0, 5);

        using var copy = new Parameter(parameter.detach().clone());
        using var other = Optimizer.Create([copy], All[setting]);
        other.StepCount = optimizer.StepCount;
        foreach (((string name, Tensor source), (string same, Tensor target)) in optimizer.State.Zip(other.State))
        {
            Assert.Equal(name, same);
            target.copy_(source);
        }

        Run(optimizer, parameter, 5, 5);
        Run(other, copy, 5, 5);
        Assert.Equal(Values(parameter), Values(copy));
    }

    private static void Run(Optimizer optimizer, Parameter parameter, ulong first, ulong count)
    {
        for (ulong step = first; step < first + count; step++)
        {
            optimizer.ZeroGradients();
            Backward(parameter, step);
            optimizer.Step(Rate);
        }
    }

    private static optim.Optimizer Reference(Parameter parameter, OptimizerOptions options) => options.Kind switch
    {
        OptimizerKind.AdamW => optim.AdamW([parameter], Rate, weight_decay: options.WeightDecay),
        OptimizerKind.Adam => optim.Adam([parameter], Rate, weight_decay: options.WeightDecay),
        _ => optim.SGD([parameter], Rate, options.Momentum, weight_decay: options.WeightDecay, nesterov: options.Nesterov && options.Momentum > 0),
    };

    private static Parameter Matrix()
    {
        var random = new SeededRandom(3);
        return new Parameter(tensor([.. Enumerable.Range(0, 12).Select(_ => (float)random.NextGaussian())], [3, 4]));
    }

    private static void Backward(Parameter parameter, ulong step)
    {
        var random = new SeededRandom(100 + step);
        using DisposeScope scope = NewDisposeScope();
        (parameter * tensor([.. Enumerable.Range(0, 12).Select(_ => (float)random.NextGaussian())], [3, 4])).sum().backward();
    }

    private static float[] Values(Parameter parameter)
    {
        using Tensor detached = parameter.detach().contiguous();
        return detached.data<float>().ToArray();
    }
}
