using GenreNet.Core;
using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>
/// Represents a <see cref="NetworkSpec"/> as a torch module: maps features <c>[batch, frames, coefficients]</c> to logits <c>[batch,
/// genres]</c>.
/// </summary>
/// <remarks>Not thread-safe. Random starting weights come from torch's generator: call <c>torch.manual_seed</c> first.</remarks>
public sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly TorchChain _chain;
    private Func<string, bool>? _trains;

    /// <summary>Creates the modules of all layers.</summary>
    /// <param name="spec">The network specification.</param>
    /// <param name="input">Shape of a segment: <c>[frames, coefficients]</c>.</param>
    /// <param name="device">The device of the weights; null for the CPU.</param>
    /// <exception cref="GenreNetException">The layers are incompatible with each other or with the input.</exception>
    public TorchNetwork(NetworkSpec spec, TensorShape input, Device? device = null)
        : base(spec?.Name ?? throw new ArgumentNullException(nameof(spec)))
    {
        Spec = spec;
        Input = input;
        _chain = new TorchChain(spec.Name, spec.Layers, input, string.Empty, device ?? CPU);
        register_module("layers", _chain);
        PenalizedKernels = [.. _chain.Layers.Where(l => TorchLayers.L2(l.Spec) > 0)
            .Select(l => ((Tensor)l.Module.named_parameters().Single(p => RoleOf(p.name) == WeightRoles.Weight).parameter, TorchLayers.L2(l.Spec)))];
    }

    /// <summary>The network specification.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Shape of a segment: <c>[frames, coefficients]</c>.</summary>
    public TensorShape Input { get; }

    /// <summary>The kernels of layers with an L2 factor, and the factor. The loss contains their penalty.</summary>
    internal IReadOnlyList<(Tensor Kernel, double L2)> PenalizedKernels { get; }

    /// <summary>Returns the factor of the squares of a parameter in the L2 penalty; 0 for parameters without one.</summary>
    internal double L2Of(Tensor parameter) => PenalizedKernels.FirstOrDefault(kernel => kernel.Kernel.Handle == parameter.Handle).L2;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _chain.forward(input);

    /// <summary>Runs a range of layers of the specification; blocks count as one layer.</summary>
    /// <param name="layers">The layers, by their index in <see cref="Spec"/>.</param>
    /// <param name="input">The input of the first of these layers.</param>
    public Tensor Run(Range layers, Tensor input) => _chain.Run(layers, input);

    /// <summary>Runs the network and also returns the input of its last layer.</summary>
    /// <param name="input">Features <c>[batch, frames, coefficients]</c>.</param>
    /// <returns>Logits, <c>[batch, genres]</c>, and the input of the last layer, <c>[batch, numbers]</c>, with <see
    /// cref="EmbeddingSize"/> numbers.</returns>
    public (Tensor Logits, Tensor Embedding) ForwardWithEmbedding(Tensor input) => _chain.ForwardWithEmbedding(input);

    /// <summary>Size of the input of the last layer, which must not be a block.</summary>
    /// <exception cref="GenreNetException">The last layer is a block.</exception>
    public int EmbeddingSize => Spec.Layers[^1] is BlockSpec
        ? throw new GenreNetException($"The network {Spec.Name} has no embedding because its last layer is a block: end it with a dense layer.")
        : ShapeInference.Infer(Spec, Input)[^2].Size;

    /// <summary>Returns the input of the standardisation layer: features after the layers that precede it.</summary>
    /// <param name="input">Features <c>[batch, frames, coefficients]</c>.</param>
    public Tensor BeforeStandardization(Tensor input) => _chain.Until<Standardize>(input);

    /// <summary>Returns the input of the last layer.</summary>
    /// <param name="input">Features <c>[batch, frames, coefficients]</c>.</param>
    public Tensor BeforeLast(Tensor input) => _chain.UntilLast(input);

    /// <summary>
    /// Freezes the weights of some layers and the running statistics of all normalisations: those of a pretrained network come from far
    /// more music.
    /// </summary>
    /// <param name="trains">Returns whether the weights of the layer at a path may change.</param>
    public void Freeze(Func<string, bool> trains)
    {
        ArgumentNullException.ThrowIfNull(trains);
        _trains = trains;
        foreach (TorchLayer layer in _chain.Layers)
        {
            foreach (TorchSharp.Modules.Parameter parameter in layer.Module.parameters())
            {
                parameter.requires_grad = trains(layer.Path);
            }
        }
    }

    /// <summary>Puts the layers into training mode, except normalisations whose statistics are frozen.</summary>
    public void BeginEpoch()
    {
        train();
        foreach (TorchLayer layer in _chain.Layers.Where(layer => _trains is not null && layer.Spec is BatchNorm))
        {
            layer.Module.eval();
        }
    }

    /// <summary>
    /// Sets the momentum of batch normalisation from the number of steps, so that its running statistics start as plain means of the
    /// batches so far.
    /// </summary>
    /// <param name="step">The next step of the optimizer, counted from one.</param>
    /// <remarks>
    /// Torch initialises them to mean 0 and variance 1, and a moving average takes tens of steps to forget that:
    /// until then a small dataset is validated with inaccurate statistics, and early stopping selects the wrong epoch.
    /// </remarks>
    public void BeginStep(long step)
    {
        foreach (TorchLayer layer in _chain.Layers)
        {
            if (layer is { Spec: BatchNorm norm, Module: BatchNormModule module })
            {
                module.Momentum = Math.Max(norm.Momentum, 1.0 / step);
            }
        }
    }

    /// <summary>Returns a copy of the network on a device: equal weights, and the same layers frozen.</summary>
    /// <param name="device">The device.</param>
    /// <remarks>The modules are created anew: moving those of TorchSharp replaces their tensors, which this class holds as well.</remarks>
    public TorchNetwork CopyTo(Device device)
    {
        var copy = new TorchNetwork(Spec, Input, device);
        copy.LoadWeights(SaveWeights());
        if (_trains is not null)
        {
            copy.Freeze(_trains);
        }

        return copy;
    }

    /// <summary>Returns a copy of all parameters and running statistics, on the CPU.</summary>
    public NetworkWeights SaveWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        var weights = new NetworkWeights();
        foreach ((string layer, string role, Tensor tensor) in Arrays())
        {
            weights[layer, role] = new WeightArray(tensor.shape, tensor.detach().cpu().contiguous().data<float>().ToArray());
        }

        return weights;
    }

    /// <summary>Loads a copy of all parameters and running statistics.</summary>
    /// <param name="weights">The weights of the same network.</param>
    public void LoadWeights(NetworkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using IDisposable noGradient = no_grad();
        foreach ((string layer, string role, Tensor target) in Arrays())
        {
            WeightArray array = weights[layer, role];
            using Tensor source = tensor(array.Values, [.. array.Shape]);
            target.copy_(source);
        }
    }

    /// <summary>Sets mean and standard deviation of the standardisation layer.</summary>
    /// <param name="mean">Mean per coefficient.</param>
    /// <param name="deviation">Standard deviation per coefficient, above zero.</param>
    public void SetStandardization(float[] mean, float[] deviation)
    {
        string layer = _chain.Layers.First(l => l.Spec is Standardize).Path;
        NetworkWeights weights = SaveWeights();
        weights[layer, WeightRoles.Mean] = new WeightArray([mean.Length], mean);
        weights[layer, WeightRoles.Deviation] = new WeightArray([deviation.Length], deviation);
        LoadWeights(weights);
    }

    private IEnumerable<(string Layer, string Role, Tensor Tensor)> Arrays()
    {
        foreach (TorchLayer layer in _chain.Layers)
        {
            foreach ((string name, Tensor tensor) in layer.Module.state_dict())
            {
                // The batch count is internal to torch, and names with an underscore are fields of these modules, registered a second time.
                if (name != "num_batches_tracked" && !name.StartsWith('_'))
                {
                    yield return (layer.Path, RoleOf(name), tensor);
                }
            }
        }
    }

    private static string RoleOf(string name) => name switch
    {
        "running_mean" => WeightRoles.Mean,
        "running_var" => WeightRoles.Variance,
        // Modules that wrap a torch module.
        _ when name.StartsWith("gru.", StringComparison.Ordinal) => name["gru.".Length..],
        _ when name.StartsWith("kernel.", StringComparison.Ordinal) => name["kernel.".Length..],
        _ => name,
    };
}
