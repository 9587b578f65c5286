using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Changes parameters by their gradients.</summary>
/// <remarks>
/// Written out here because TorchSharp's optimizers turn each factor into a <see cref="Scalar"/> that nothing refers to any more while the native code reads
/// it: a garbage collection at that moment frees it. Here every scalar is held until the call is over. The numbers are those of torch.
/// </remarks>
internal abstract class Optimizer : IDisposable
{
    private readonly List<(string Name, Tensor Tensor)> _state = [];

    /// <summary>Prepares steps.</summary>
    /// <param name="parameters">The parameters; they stay the caller's.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, OptimizerOptions options)
    {
        options.Validate();
        Options = options;
        Parameters = [.. parameters];
    }

    /// <summary>Steps that were made.</summary>
    public long StepCount { get; set; }

    /// <summary>What it remembers of earlier steps, by name: together with <see cref="StepCount"/> all that another one needs to go on.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => _state;

    /// <summary>The settings.</summary>
    protected OptimizerOptions Options { get; }

    /// <summary>The parameters.</summary>
    protected IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The optimizer of some settings.</summary>
    /// <inheritdoc cref="Optimizer(IEnumerable{Parameter}, OptimizerOptions)" path="/param"/>
    public static Optimizer Create(IEnumerable<Parameter> parameters, OptimizerOptions options) =>
        options.Kind == OptimizerKind.Sgd ? new Sgd(parameters, options) : new Adam(parameters, options);

    /// <summary>Forgets the gradients, so that the next ones are not added to them.</summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in Parameters)
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    /// <summary>Changes the parameters in place by one step; those without a gradient stay.</summary>
    /// <param name="learningRate">Size of the step.</param>
    public void Step(double learningRate)
    {
        StepCount++;
        using IDisposable noGradient = no_grad();
        Step(learningRate, StepCount);
        GC.KeepAlive(this);
    }

    /// <summary>Makes the gradients smaller together, where their common length is more than allowed.</summary>
    /// <param name="most">Longest length (2-norm) over all gradients.</param>
    /// <returns>The length before.</returns>
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

    /// <summary>The step itself.</summary>
    /// <param name="learningRate">Size of the step.</param>
    /// <param name="step">Its number, from 1.</param>
    protected abstract void Step(double learningRate, long step);

    /// <summary>Tensors of zeros, one a parameter, that are part of the state.</summary>
    /// <param name="name">What they are.</param>
    protected Tensor[] Remember(string name)
    {
        // No scope that happens to be open may take them with it.
        Tensor[] tensors = [.. Parameters.Select(p => zeros_like(p, requires_grad: false).DetachFromDisposeScope())];
        _state.AddRange(tensors.Select((tensor, i) => ($"{name}.{i}", tensor)));
        return tensors;
    }

    /// <summary>Whether weight decay is for a parameter: kernels, not biases and scales.</summary>
    protected bool Decays(Parameter parameter) => Options.WeightDecay > 0 && parameter.dim() > 1;
}
