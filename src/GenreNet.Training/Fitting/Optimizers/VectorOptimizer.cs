using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace GenreNet.Training.Fitting;

/// <summary>Updates parameters on the CPU.</summary>
/// <remarks>
/// Each step is one pass over the memory of a parameter, its gradient and its state, in vector code. The operations of torch would need
/// several passes, and TorchSharp's optimizers turn each factor into a <see cref="Scalar"/> that is no longer referenced while native code
/// reads it, so a garbage collection at that moment frees it. The results are the same as torch's within rounding.
/// </remarks>
internal abstract class VectorOptimizer : Optimizer
{
    private readonly Tensor[] _flat;
    private readonly List<Tensor> _flatState = [];

    /// <summary>Creates an optimizer.</summary>
    /// <param name="parameters">The parameters, float32 on the CPU; the caller keeps ownership.</param>
    /// <param name="options">The settings.</param>
    /// <param name="penalties">For each parameter, the factor of the sum of its squares in the loss, whose gradient the optimizer adds;
    /// null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    protected VectorOptimizer(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties)
        : base(parameters, options, penalties) =>
        _flat = [.. Parameters.Select(Flat)];

    /// <inheritdoc/>
    public override void Step(double learningRate)
    {
        StepCount++;
        ForEachGradient((i, weights, gradient) => Update(i, weights, gradient, PenaltyOf(i), DecayOf(i), learningRate));
    }

    /// <inheritdoc/>
    public override double ClipGradients(double most)
    {
        double squares = 0;
        ForEachGradient((i, weights, gradient) =>
        {
            if (PenaltyOf(i) is > 0 and var penalty)
            {
                TensorPrimitives.MultiplyAdd(weights, (float)penalty, gradient, gradient);
            }

            squares += Math.Pow(TensorPrimitives.Norm<float>(gradient), 2);
        });
        GradientsContainPenalties = true;
        double length = Math.Sqrt(squares);
        if (length > most)
        {
            ForEachGradient((_, _, gradient) => TensorPrimitives.Multiply(gradient, (float)(most / length), gradient));
        }

        return length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor tensor in _flat.Concat(_flatState))
        {
            tensor.Dispose();
        }

        base.Dispose();
    }

    /// <summary>Updates one parameter.</summary>
    /// <param name="index">The index of the parameter.</param>
    /// <param name="weights">The numbers of the parameter, updated in place.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="penalty">The share of the weights that is added to the gradient for the L2 penalty of the loss.</param>
    /// <param name="decay">The weight decay of the parameter.</param>
    /// <param name="learningRate">The learning rate.</param>
    protected abstract void Update(int index, Span<float> weights, ReadOnlySpan<float> gradient, double penalty, double decay, double learningRate);

    /// <summary>Creates tensors of zeros, one per parameter and stored like it, that become part of the state.</summary>
    /// <param name="name">The name of the state.</param>
    /// <returns>The same memory as flat tensors.</returns>
    protected Tensor[] Remember(string name)
    {
        Tensor[] tensors = [.. Parameters.Select(p => zeros_like(p, requires_grad: false).DetachFromDisposeScope())];
        AddState(name, tensors);
        Tensor[] flat = [.. tensors.Select(Flat)];
        _flatState.AddRange(flat);
        return flat;
    }

    // Detached, so that no open dispose scope frees it.
    private static Tensor Flat(Tensor tensor) => FlatTensor.Of(tensor).DetachFromDisposeScope();

    // Gradients are stored like their parameter; torch only keeps another order if the first gradient came in it.
    private void ForEachGradient(GradientAction action)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            if (Parameters[i].grad is not { } gradient)
            {
                continue;
            }

            if (!FlatTensor.SameOrder(Parameters[i], gradient))
            {
                Tensor ordered = zeros_like(Parameters[i], requires_grad: false).copy_(gradient);
                Parameters[i].grad = ordered;
                gradient = ordered;
            }

            action(i, FlatTensor.Values(_flat[i]), FlatTensor.Values(FlatTensor.Of(gradient)));
        }

        GC.KeepAlive(this);
    }

    private delegate void GradientAction(int index, Span<float> weights, Span<float> gradient);
}
