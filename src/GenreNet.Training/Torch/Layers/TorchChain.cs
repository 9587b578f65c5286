using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Runs layers in sequence.</summary>
internal sealed class TorchChain : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];
    private readonly List<nn.Module<Tensor, Tensor>> _steps;
    private readonly List<TorchLayer> _layers = [];

    // Not registered as a module: it has no weights and no state.
    private static readonly FunctionModule InPlaceRelu = new(nameof(Relu), tensor => tensor.relu_());

    // The step of a layer that the previous step includes.
    private static readonly FunctionModule Nothing = new(nameof(Relu), tensor => tensor);

    /// <summary>Creates the modules of all layers.</summary>
    /// <param name="network">Name of the network, used in messages.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="input">Shape of the input.</param>
    /// <param name="list">Path of the list in the network; see <see cref="LayerPath"/>.</param>
    /// <param name="device">The device of the weights.</param>
    public TorchChain(string network, IReadOnlyList<LayerSpec> layers, TensorShape input, string list, Device device)
        : base(network)
    {
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, layers, input, list);
        for (int i = 0; i < layers.Count; i++)
        {
            string path = LayerPath.Of(list, i);
            if (layers[i] is BlockSpec block)
            {
                TensorShape taken = shapes[i];
                var module = new BlockModule(block, shapes[i + 1], block.Lists.Select(b => new TorchChain(network, b.Layers, taken, LayerPath.ListOf(path, b.Name), device)));
                Add(module, i);
                _layers.AddRange(module.Layers);
            }
            else
            {
                nn.Module<Tensor, Tensor> module = TorchLayers.Create(layers[i], shapes[i], device);
                Add(module, i);
                _layers.Add(new TorchLayer(path, layers[i], module));
            }
        }

        _steps = Steps(layers);
    }

    /// <summary>All layers, with blocks replaced by the layers that they contain.</summary>
    public IReadOnlyList<TorchLayer> Layers => _layers;

    public override Tensor forward(Tensor input) => _steps.Aggregate(input, (tensor, layer) => layer.forward(tensor));

    /// <summary>Runs a range of layers of the list; blocks count as one layer.</summary>
    /// <param name="layers">The layers, by index.</param>
    /// <param name="input">The input of the first of these layers.</param>
    public Tensor Run(Range layers, Tensor input) => _modules.Take(layers).Aggregate(input, (tensor, layer) => layer.forward(tensor));

    /// <summary>Runs all layers and also returns the input of the last one, as one vector per item.</summary>
    public (Tensor Output, Tensor BeforeLast) ForwardWithEmbedding(Tensor input)
    {
        Tensor before = _steps.SkipLast(1).Aggregate(input, (tensor, layer) => layer.forward(tensor));
        return (_steps[^1].forward(before), before.flatten(1));
    }

    /// <summary>Runs all layers, except a last layer that normalises over the batch.</summary>
    /// <param name="input">The input of the first layer.</param>
    /// <returns>The output, and the weights of the normalisation that is left; null for none.</returns>
    public NormalizedInput UntilNorm(Tensor input) => LastNorm is { } norm
        ? new NormalizedInput(_steps.SkipLast(1).Aggregate(input, (tensor, layer) => layer.forward(tensor)), norm.Weights)
        : new NormalizedInput(forward(input), null);

    /// <summary>Runs the layer that <see cref="UntilNorm"/> has left.</summary>
    /// <param name="end">The result of <see cref="UntilNorm"/>.</param>
    public Tensor Finished(NormalizedInput end) => end.Norm is null ? end.Values : _steps[^1].forward(end.Values);

    // Frozen normalisations use the running statistics.
    private BatchNormModule? LastNorm => _steps.Count > 0 && _steps[^1] is BatchNormModule { training: true } norm ? norm : null;

    /// <summary>Runs the layers before the first one of a given type.</summary>
    public Tensor Until<TLayer>(Tensor input)
        where TLayer : LayerSpec =>
        _layers.TakeWhile(layer => layer.Spec is not TLayer).Aggregate(input, (tensor, layer) => layer.Module.forward(tensor));

    /// <summary>Runs all layers except the last one.</summary>
    public Tensor UntilLast(Tensor input) => _modules.SkipLast(1).Aggregate(input, (tensor, layer) => layer.forward(tensor));

    // The modules in the order in which a forward pass runs them, which computes the same values and gradients as that of the layers.
    private List<nn.Module<Tensor, Tensor>> Steps(IReadOnlyList<LayerSpec> layers)
    {
        LayerSpec[] order = [.. layers];
        nn.Module<Tensor, Tensor>[] steps = [.. _modules];
        for (int i = 1; i < order.Length - 1; i++)
        {
            // The largest of rectified values is the rectified largest, with the same gradient; there are fewer of them after the pooling.
            if (order[i - 1] is Relu && order[i] is MaxPool2d)
            {
                (order[i - 1], order[i]) = (order[i], order[i - 1]);
                (steps[i - 1], steps[i]) = (steps[i], steps[i - 1]);
            }
        }

        for (int i = 1; i < order.Length; i++)
        {
            // In place, if the output of the previous layer belongs to this chain and is not needed for its gradient.
            if (order[i] is Relu && order[i - 1] is Conv2d or Dense or BatchNorm or MaxPool2d or Residual)
            {
                steps[i] = InPlaceRelu;
            }
        }

        for (int i = 1; i < order.Length - 1; i++)
        {
            // Together, except for the last layer, whose input is the embedding.
            Func<Tensor, Tensor>? rectified = steps[i - 1] switch
            {
                BatchNormModule norm => norm.Rectified,
                BlockModule block when order[i - 1] is Residual => block.Rectified,
                _ => null,
            };
            if (order[i] is Relu && rectified is not null)
            {
                steps[i - 1] = new FunctionModule(nameof(Relu), rectified);
                steps[i] = Nothing;
            }
        }

        return [.. steps.Where(step => step != Nothing)];
    }

    private void Add(nn.Module<Tensor, Tensor> module, int index)
    {
        _modules.Add(module);
        register_module($"layer{index}", module);
    }
}
