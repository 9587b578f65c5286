using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;
using GenreNet.Training.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Optimizer = GenreNet.Training.Fitting.Optimizer;
using OptimizerOptions = GenreNet.Training.Fitting.OptimizerOptions;

namespace GenreNet.Training.Tests.Fitting.Optimizers;

/// <summary>The optimizer of other devices does the same on the CPU as the one in vector code.</summary>
public class TensorOptimizerTests
{
    private const double Rate = 0.05;

    private static readonly long[][] Shapes = [[3, 4], [5], [2, 3, 2, 2], [7]];

    private static readonly OptimizerOptions[] All =
    [
        new() { Kind = OptimizerKind.Adam },
        new() { Kind = OptimizerKind.Adam, WeightDecay = 0.02 },
        new() { Kind = OptimizerKind.AdamW, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd, Momentum = 0, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd, Nesterov = false, WeightDecay = 0.1 },
        new() { Kind = OptimizerKind.Sgd },
    ];

    public TensorOptimizerTests() => NativeTorch.EnsureLoaded();

    public static TheoryData<int, double> Cases { get; } = [.. from setting in Enumerable.Range(0, All.Length) from limit in (double[])[0, 0.5, 1000] select (setting, limit)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_match_the_vector_code(int setting, double limit)
    {
        Parameter[] vectors = Parameters();
        Parameter[] tensors = Parameters();
        double[] penalties = [0.3, 0, 0.1, 0];
        using var vector = Optimizer.Create(vectors, All[setting], penalties);
        using var tensor = Optimizer.Create(tensors, All[setting], penalties, isOnCpu: false);
        Assert.IsType<TensorOptimizer>(tensor);
        for (ulong step = 0; step < 20; step++)
        {
            // Some steps have no gradient for a parameter at the start, in the middle or at the end.
            int without = (int)(step % 6);
            Run(vector, vectors, step, without, limit);
            Run(tensor, tensors, step, without, limit);
        }

        Assert.All(vectors.Zip(tensors), pair => Same(pair.First, pair.Second));
        Assert.Equal(vector.State.Select(state => state.Name), tensor.State.Select(state => state.Name));
        Assert.All(vector.State.Zip(tensor.State), pair => Same(pair.First.Tensor, pair.Second.Tensor));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_state_can_be_restored_from_that_of_the_vector_code(int setting)
    {
        Parameter[] vectors = Parameters();
        using var vector = Optimizer.Create(vectors, All[setting]);
        for (ulong step = 0; step < 5; step++)
        {
            Run(vector, vectors, step, without: -1, limit: 0);
        }

        Parameter[] tensors = [.. vectors.Select(parameter => new Parameter(parameter.detach().clone()))];
        using var tensor = Optimizer.Create(tensors, All[setting], isOnCpu: false);
        tensor.StepCount = vector.StepCount;
        foreach ((var source, var target) in vector.State.Zip(tensor.State))
        {
            target.Tensor.copy_(source.Tensor);
        }

        for (ulong step = 5; step < 10; step++)
        {
            Run(vector, vectors, step, without: -1, limit: 0);
            Run(tensor, tensors, step, without: -1, limit: 0);
        }

        Assert.All(vectors.Zip(tensors), pair => Same(pair.First, pair.Second));
    }

    [Fact]
    public void Steps_do_not_leak_tensors_and_survive_garbage_collections()
    {
        Parameter[] parameters = Parameters();
        using var optimizer = Optimizer.Create(parameters, All[2], [0.1, 0, 0, 0], isOnCpu: false);
        Run(optimizer, parameters, 0, without: -1, limit: 0.5);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        for (ulong step = 1; step < 100; step++)
        {
            Run(optimizer, parameters, step, without: -1, limit: 0.5);
            if (step % 10 == 0)
            {
                GC.Collect();
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(Tensor.TotalCount, before - 8, before + 8);
    }

    [Fact]
    public void An_optimizer_without_parameters_does_nothing()
    {
        using var optimizer = Optimizer.Create([], new OptimizerOptions(), isOnCpu: false);
        optimizer.Step(Rate);
        Assert.Equal(0, optimizer.ClipGradients(1));
    }

    private static void Run(Optimizer optimizer, Parameter[] parameters, ulong step, int without, double limit)
    {
        optimizer.ZeroGradients();
        var random = new SeededRandom(step);
        foreach ((int i, Parameter parameter) in parameters.Index())
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor factors = tensor(Numbers(parameter.numel(), random), parameter.shape);
            if (i != without)
            {
                parameter.mul(factors).sum().backward();
            }
        }

        if (limit > 0)
        {
            optimizer.ClipGradients(limit);
        }

        optimizer.Step(Rate);
    }

    // The kernel has its channels last in memory, as in a network.
    private static Parameter[] Parameters()
    {
        var random = new SeededRandom(77);
        return [.. Shapes.Select(shape =>
        {
            Tensor values = tensor(Numbers(shape.Aggregate(1L, (product, length) => product * length), random), shape);
            return new Parameter(shape.Length == 4 ? values.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : values);
        })];
    }

    private static float[] Numbers(long count, SeededRandom random) => [.. Enumerable.Range(0, (int)count).Select(_ => (float)random.NextGaussian())];

    private static void Same(Tensor one, Tensor other)
    {
        Assert.Equal(one.shape, other.shape);
        using Tensor left = one.detach().contiguous();
        using Tensor right = other.detach().contiguous();
        Assert.All(left.data<float>().ToArray().Zip(right.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 5e-6));
    }
}
