using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Updates parameters from their gradients.</summary>
/// <remarks>
/// Implemented here because TorchSharp's optimizers turn each factor into a <see cref="Scalar"/> that is no longer referenced while native
/// code reads it, so a garbage collection at that moment frees it. This class keeps every scalar alive until the call returns. The results
/// are the same as torch's.
/// </remarks>
internal abstract class Optimizer : IDisposable
{
    private readonly List<(string Name, Tensor Tensor)> _state = [];

    /// <summary>Creates an optimizer.</summary>
    /// <param name="parameters">The parameters; the caller keeps ownership.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, OptimizerOptions options)
    {
        options.Validate();
        Options = options;
        Parameters = [.. parameters];
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
    /// <inheritdoc cref="Optimizer(IEnumerable{Parameter}, OptimizerOptions)" path="/param"/>
    public static Optimizer Create(IEnumerable<Parameter> parameters, OptimizerOptions options) =>
        options.Kind == OptimizerKind.Sgd ? new Sgd(parameters, options) : new Adam(parameters, options);

    /// <summary>Clears the gradients, so that new gradients are not accumulated onto them.</summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in Parameters)
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    /// <summary>Updates the parameters in place by one step; parameters without a gradient are unchanged.</summary>
    /// <param name="learningRate">The learning rate.</param>
    public void Step(double learningRate)
    {
        StepCount++;
        using IDisposable noGradient = no_grad();
        Step(learningRate, StepCount);
        GC.KeepAlive(this);
    }

    /// <summary>Scales all gradients down together if their total norm exceeds a maximum.</summary>
    /// <param name="most">Maximum 2-norm over all gradients.</param>
    /// <returns>The norm before clipping.</returns>
    /// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).</remarks>
    public double ClipGradients(double most)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor[] gradients = [.. Parameters.Select(p => p.grad).OfType<Tensor>()];
        double length = Math.Sqrt(gradients.Sum(g => Math.Pow(g.norm().item<float>(), 2)));
        if (length > most)
        {
            using Scalar factor = (most / length).ToScalar();
            foreach (Tensor gradient in gradients)
            {
                gradient.mul_(factor);
            }
        }

        return length;
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach ((_, Tensor tensor) in _state)
        {
            tensor.Dispose();
        }
    }

    /// <summary>Performs the step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="step">The number of the step, from 1.</param>
    protected abstract void Step(double learningRate, long step);

    /// <summary>Updates each parameter that has a gradient, within a dispose scope.</summary>
    /// <param name="update">Receives the index of the parameter, the parameter and its gradient.</param>
    protected void ForEachGradient(Action<int, Parameter, Tensor> update)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            if (Parameters[i].grad is { } gradient)
            {
                update(i, Parameters[i], gradient);
            }
        }
    }

    /// <summary>Creates tensors of zeros, one per parameter, that become part of the state.</summary>
    /// <param name="name">The name of the state.</param>
    protected Tensor[] Remember(string name)
    {
        // Detached, so that no open dispose scope frees them.
        Tensor[] tensors = [.. Parameters.Select(p => zeros_like(p, requires_grad: false).DetachFromDisposeScope())];
        _state.AddRange(tensors.Select((tensor, i) => ($"{name}.{i}", tensor)));
        return tensors;
    }

    /// <summary>Returns whether weight decay applies to a parameter: to kernels, but not to biases and scales.</summary>
    protected bool Decays(Parameter parameter) => Options.WeightDecay > 0 && parameter.dim() > 1;
}
