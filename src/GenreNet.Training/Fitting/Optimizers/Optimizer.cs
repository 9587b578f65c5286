using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace GenreNet.Training.Fitting;

/// <summary>Updates parameters from their gradients.</summary>
/// <remarks>
/// Each step is one pass over the memory of a parameter, its gradient and its state, in vector code. The operations of torch would need
/// several passes, and TorchSharp's optimizers turn each factor into a <see cref="Scalar"/> that is no longer referenced while native code
/// reads it, so a garbage collection at that moment frees it. The results are the same as torch's within rounding.
/// </remarks>
internal abstract class Optimizer : IDisposable
{
    private readonly List<(string Name, Tensor Tensor)> _state = [];
    private readonly Tensor[] _flat;
    private readonly List<Tensor> _flatState = [];
    private readonly double[] _penalties;
    private bool _gradientsContainPenalties;

    /// <summary>Creates an optimizer.</summary>
    /// <param name="parameters">The parameters, float32 on the CPU; the caller keeps ownership.</param>
    /// <param name="options">The settings.</param>
    /// <param name="penalties">For each parameter, the factor of the sum of its squares in the loss, whose gradient the optimizer adds;
    /// null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties)
    {
        options.Validate();
        Options = options;
        Parameters = [.. parameters];
        _penalties = penalties is null ? new double[Parameters.Count] : [.. penalties];
        _flat = [.. Parameters.Select(Flat)];
    }

    /// <summary>Number of completed steps.</summary>
    public long StepCount { get; set; }

    /// <summary>The named state tensors; together with <see cref="StepCount"/>, everything needed to resume.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => _state;

    /// <summary>The settings.</summary>
    protected OptimizerOptions Options { get; }

    /// <summary>The parameters.</summary>
    protected IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Creates the optimizer that the settings specify.</summary>
    /// <inheritdoc cref="Optimizer(IEnumerable{Parameter}, OptimizerOptions, IReadOnlyList{double})" path="/param"/>
    public static Optimizer Create(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties = null) =>
        options.Kind == OptimizerKind.Sgd ? new Sgd(parameters, options, penalties) : new Adam(parameters, options, penalties);

    /// <summary>Removes the gradients, so that new gradients are not accumulated onto them and torch need not clear them.</summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in Parameters)
        {
            parameter.grad = null;
        }

        _gradientsContainPenalties = false;
    }

    /// <summary>Updates the parameters in place by one step; parameters without a gradient are unchanged.</summary>
    /// <param name="learningRate">The learning rate.</param>
    public void Step(double learningRate)
    {
        StepCount++;
        ForEachGradient((i, weights, gradient) =>
        {
            double decay = Options.WeightDecay > 0 && Parameters[i].dim() > 1 ? Options.WeightDecay : 0;
            double penalty = _gradientsContainPenalties ? 0 : 2 * _penalties[i];
            Update(i, weights, gradient, penalty, decay, learningRate);
        });
    }

    /// <summary>
    /// Scales all gradients, including those of the penalties, down together if their total norm exceeds a maximum.
    /// </summary>
    /// <param name="most">Maximum 2-norm over all gradients.</param>
    /// <returns>The norm before clipping.</returns>
    /// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).</remarks>
    public double ClipGradients(double most)
    {
        double squares = 0;
        ForEachGradient((i, weights, gradient) =>
        {
            if (!_gradientsContainPenalties && _penalties[i] > 0)
            {
                TensorPrimitives.MultiplyAdd(weights, (float)(2 * _penalties[i]), gradient, gradient);
            }

            squares += Math.Pow(TensorPrimitives.Norm<float>(gradient), 2);
        });
        _gradientsContainPenalties = true;
        double length = Math.Sqrt(squares);
        if (length > most)
        {
            ForEachGradient((_, _, gradient) => TensorPrimitives.Multiply(gradient, (float)(most / length), gradient));
        }

        return length;
    }

    /// <summary>Disposes the state; the parameters are kept.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. _flat, .. _flatState, .. _state.Select(s => s.Tensor)])
        {
            tensor.Dispose();
        }
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
        _state.AddRange(tensors.Select((tensor, i) => ($"{name}.{i}", tensor)));
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
