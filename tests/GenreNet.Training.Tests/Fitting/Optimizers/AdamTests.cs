using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;
using GenreNet.Training.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = GenreNet.Training.Fitting.Adam;
using OptimizerOptions = GenreNet.Training.Fitting.OptimizerOptions;

namespace GenreNet.Training.Tests.Fitting.Optimizers;

public class AdamTests
{
    public AdamTests() => NativeTorch.EnsureLoaded();

    [Fact]
    public void The_first_step_has_the_size_of_the_learning_rate()
    {
        // With both corrections the first step is alpha * g / (|g| + epsilon).
        using var parameter = Of(1, 2, 3);
        using var adam = new Adam([parameter], new OptimizerOptions());
        Backward(parameter, [4, -5, 0]);
        adam.Step(0.1);
        Assert.All(Values(parameter).Zip((float[])[0.9f, 2.1f, 3f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void Two_steps_match_the_paper()
    {
        using var parameter = Of(1);
        using var adam = new Adam([parameter], new OptimizerOptions { SecondDecay = 0.99 });
        (double x, double m, double v) = (1, 0, 0);
        foreach ((int t, double g) in (IEnumerable<(int, double)>)[(1, 2), (2, -0.5)])
        {
            adam.ZeroGradients();
            Backward(parameter, [(float)g]);
            adam.Step(0.1);
            (m, v) = ((0.9 * m) + (0.1 * g), (0.99 * v) + (0.01 * g * g));
            x -= 0.1 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.99, t))) + 1e-8);
            Assert.Equal(x, Values(parameter)[0], 1e-6);
        }
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(0.99)]
    public void Fifty_steps_match_torch(double secondDecay)
    {
        float[][] gradients = Gradients(50, 2000);
        using var ours = Of(new float[2000]);
        using var theirs = Of(new float[2000]);
        using var adam = new Adam([ours], new OptimizerOptions { SecondDecay = secondDecay });
        using var reference = optim.Adam([theirs], 3e-3, 0.9, secondDecay);
        // Torch's own reads scalars that a collection may have freed, which is why ours exists: no collection while it runs.
        Assert.True(GC.TryStartNoGCRegion(64 << 20));
        try
        {
            foreach (float[] gradient in gradients)
            {
                adam.ZeroGradients();
                Backward(ours, gradient);
                adam.Step(3e-3);
                reference.zero_grad();
                Backward(theirs, gradient);
                reference.step();
            }
        }
        finally
        {
            GC.EndNoGCRegion();
        }

        // A parameter that moved forth and back is a small difference of steps of 3e-3, whose roots MKL rounds differently.
        Assert.All(Values(ours).Zip(Values(theirs)), pair => Assert.Equal(pair.Second, pair.First, (Math.Abs(pair.Second) * 1e-6) + 1e-8));
    }

    [Fact]
    public void Steps_are_deterministic_under_garbage_collection()
    {
        Assert.Equal(Run(collects: false), Run(collects: true));

        static float[] Run(bool collects)
        {
            using var stop = new CancellationTokenSource();
            Task collector = collects ? Task.Run(() => CollectUntil(stop.Token)) : Task.CompletedTask;
            try
            {
                using var parameter = Of(new float[500]);
                using var adam = new Adam([parameter], new OptimizerOptions());
                foreach (float[] gradient in Gradients(300, 500))
                {
                    adam.ZeroGradients();
                    Backward(parameter, gradient);
                    adam.Step(1e-3);
                }

                return Values(parameter);
            }
            finally
            {
                stop.Cancel();
                collector.Wait();
            }
        }
    }

    [Fact]
    public void Steps_do_not_leak_tensors()
    {
        using var parameter = Of(1, 2, 3);
        using var still = Of(7);
        using var adam = new Adam([parameter, still], new OptimizerOptions());
        Backward(parameter, [1, 1, 1]);
        adam.Step(1e-3);
        // What earlier tests left is gone before it is counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        for (int i = 0; i < 1000; i++)
        {
            adam.ZeroGradients();
            adam.Step(1e-3);
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal([7f], Values(still));
    }

    [Fact]
    public void Moments_survive_an_enclosing_dispose_scope()
    {
        using var parameter = Of(1);
        Adam adam;
        using (NewDisposeScope())
        {
            adam = new Adam([parameter], new OptimizerOptions());
        }

        using (adam)
        {
            Backward(parameter, [1]);
            adam.Step(1e-3);
        }

        Assert.Equal(0.999f, Values(parameter)[0], 1e-6);
    }

    [Fact]
    public void Settings_out_of_range_are_rejected()
    {
        OptimizerOptions[] wrong = [new() { Kind = (OptimizerKind)9 }, new() { WeightDecay = -1 }, new() { Momentum = 1 }, new() { FirstDecay = 1 }, new() { FirstDecay = -0.1 }, new() { SecondDecay = 1 }, new() { SecondDecay = -1 }, new() { Epsilon = -1 }, new() { Momentum = double.NaN }];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([], options).Dispose()));
    }

    private static void CollectUntil(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static float[][] Gradients(int steps, int length)
    {
        var random = new SeededRandom(7);
        return [.. Enumerable.Range(0, steps).Select(step => Enumerable.Range(0, length).Select(i => (float)(random.NextGaussian() * Math.Pow(10, i % 7 - 4))).ToArray())];
    }

    private static Parameter Of(params float[] values) => new(tensor(values, [values.Length]));

    /// <summary>Gives the parameter a gradient: that of the sum of its products with it.</summary>
    private static void Backward(Parameter parameter, float[] gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        (parameter * tensor(gradient, [gradient.Length])).sum().backward();
    }

    private static float[] Values(Parameter parameter)
    {
        using Tensor detached = parameter.detach();
        return detached.data<float>().ToArray();
    }
}
