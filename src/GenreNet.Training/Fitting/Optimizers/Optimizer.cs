using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Updates parameters from their gradients.</summary>
internal abstract class Optimizer : IDisposable
{
    private readonly List<(string Name, Tensor Tensor)> _state = [];
    private readonly double[] _penalties;

    /// <summary>Creates an optimizer.</summary>
    /// <param name="parameters">The parameters, float32; the caller keeps ownership.</param>
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
    }

    /// <summary>Number of completed steps.</summary>
    public long StepCount { get; set; }

    /// <summary>The named state tensors; together with <see cref="StepCount"/>, everything needed to resume.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => _state;

    /// <summary>The settings.</summary>
    protected OptimizerOptions Options { get; }

    /// <summary>The parameters.</summary>
    protected IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Whether <see cref="ClipGradients"/> has added the gradients of the penalties.</summary>
    protected bool GradientsContainPenalties { get; set; }

    /// <summary>Creates the optimizer that the settings specify.</summary>
    /// <param name="parameters">The parameters, float32; the caller keeps ownership.</param>
    /// <param name="options">The settings.</param>
    /// <param name="penalties">For each parameter, the factor of the sum of its squares in the loss; null for none.</param>
    /// <param name="isOnCpu">Whether the parameters are in the memory of the CPU, so that vector code can update them.</param>
    public static Optimizer Create(IEnumerable<Parameter> parameters, OptimizerOptions options, IReadOnlyList<double>? penalties = null, bool isOnCpu = true) =>
        !isOnCpu ? new TensorOptimizer(parameters, options, penalties)
        : options.Kind == OptimizerKind.Sgd ? new Sgd(parameters, options, penalties) : new Adam(parameters, options, penalties);

    /// <summary>Removes the gradients, so that new gradients are not accumulated onto them and torch need not clear them.</summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in Parameters)
        {
            parameter.grad = null;
        }

        GradientsContainPenalties = false;
    }

    /// <summary>Updates the parameters in place by one step; parameters without a gradient are unchanged.</summary>
    /// <param name="learningRate">The learning rate.</param>
    public abstract void Step(double learningRate);

    /// <summary>
    /// Scales all gradients, including those of the penalties, down together if their total norm exceeds a maximum.
    /// </summary>
    /// <param name="most">Maximum 2-norm over all gradients.</param>
    /// <returns>The norm before clipping.</returns>
    /// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).</remarks>
    public abstract double ClipGradients(double most);

    /// <summary>Disposes the state; the parameters are kept.</summary>
    public virtual void Dispose() => _state.ForEach(state => state.Tensor.Dispose());

    /// <summary>Adds tensors, one per parameter, to the state. They must not belong to a dispose scope.</summary>
    /// <param name="name">The name of the state.</param>
    /// <param name="tensors">The tensors, in the order of the parameters.</param>
    protected void AddState(string name, IEnumerable<Tensor> tensors) => _state.AddRange(tensors.Select((tensor, i) => ($"{name}.{i}", tensor)));

    /// <summary>Returns the weight decay of a parameter.</summary>
    /// <param name="index">The index of the parameter.</param>
    protected double DecayOf(int index) => Options.WeightDecay > 0 && Parameters[index].dim() > 1 ? Options.WeightDecay : 0;

    /// <summary>Returns the share of a parameter that must be added to its gradient for the L2 penalty of the loss.</summary>
    /// <param name="index">The index of the parameter.</param>
    protected double PenaltyOf(int index) => GradientsContainPenalties ? 0 : 2 * _penalties[index];
}
