namespace GenreNet.Networks;

/// <summary>Represents the cost of a network: its trained parameters, and its multiply-adds per segment.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Parameters">Number of trained parameters, which the optimizer changes.</param>
/// <param name="MultiplyAdds">Multiply-adds per segment, without activations and pooling, which are negligible in comparison.</param>
public readonly record struct NetworkCost(long Parameters, long MultiplyAdds)
{
    /// <summary>Computes the cost of a network from its declaration alone.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">Shape of the input: <c>[frames, coefficients]</c>.</param>
    /// <exception cref="NetworkException">The layers are not compatible.</exception>
    public static NetworkCost Of(NetworkSpec network, TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(network.Name, network.Layers, input, string.Empty);
    }

    /// <summary>Adds two costs.</summary>
    public static NetworkCost operator +(NetworkCost left, NetworkCost right) => left.Add(right);

    /// <summary>Adds another cost.</summary>
    public NetworkCost Add(NetworkCost other) => new(Parameters + other.Parameters, MultiplyAdds + other.MultiplyAdds);

    private static NetworkCost Of(string network, IReadOnlyList<LayerSpec> layers, TensorShape input, string list)
    {
        IReadOnlyList<TensorShape> shapes = ShapeInference.Infer(network, layers, input, list);
        NetworkCost total = default;
        for (int i = 0; i < layers.Count; i++)
        {
            string path = LayerPath.Of(list, i);
            total += layers[i] is BlockSpec block
                ? block.Lists.Aggregate(default(NetworkCost), (cost, list) => cost + Of(network, list.Layers, shapes[i], LayerPath.ListOf(path, list.Name)))
                : Of(layers[i], shapes[i], shapes[i + 1]);
        }

        return total;
    }

    private static NetworkCost Of(LayerSpec layer, TensorShape input, TensorShape output) => layer switch
    {
        Conv2d conv => Convolution(conv, input, (long)output[1] * output[2]),
        Dense dense => Product(input.Axes[^1], dense.Units, output.Size / dense.Units),
        // A threshold and a value per node; a comparison per level costs about as much as a multiply-add.
        TreeEnsemble trees => new NetworkCost((2L * trees.Nodes) + trees.Units, (long)trees.AllTrees * trees.Depth),
        BatchNorm => new NetworkCost(2L * input[0], input.Size),
        LayerNorm => new NetworkCost(2L * input.Axes[^1], input.Size),
        Gru gru => Recurrent(gru, input[0], input[1]),
        Patches patches => Product((long)patches.Frames * ShapeInference.PatchBands(patches, input[1]), patches.Units, output[0]),
        PositionEmbedding => new NetworkCost(input.Size, 0),
        SelfAttention => Product(input[1], 4 * input[1], input[0]).Add(new NetworkCost(0, 2L * input[0] * input[0] * input[1])),
        // Nothing to train, and at most a few operations per value.
        Standardize or LevelInvariant or Logarithm or SelectColumns or GaussianNoise or View or Scale or AddChannel or Flatten or ToSequence
            or Relu or HardSwish or Sigmoid or Gelu or Dropout
            or MaxPool2d or AveragePool2d or BandMaxPool or GlobalAveragePool or GlobalMaxPool or StatisticsPool => default,
        _ => throw new NotSupportedException($"The cost of the layer {layer} is unknown."),
    };

    /// <summary>Computes the cost of a matrix with a bias that is applied a number of times.</summary>
    private static NetworkCost Product(long inputs, long outputs, long times) => new((inputs + 1) * outputs, inputs * outputs * times);

    private static NetworkCost Convolution(Conv2d conv, TensorShape input, long places)
    {
        long inputs = (conv.IsDepthwise ? 1L : input[0]) * conv.Kernel.Frames * conv.Kernel.Bands;
        NetworkCost cost = Product(inputs, conv.Filters, places);
        return conv.IsUnbiased ? cost with { Parameters = cost.Parameters - conv.Filters } : cost;
    }

    private static NetworkCost Recurrent(Gru gru, long steps, long inputs)
    {
        long directions = gru.IsBidirectional ? 2 : 1;
        long weights = 3L * gru.Units * (inputs + gru.Units);
        return new NetworkCost(directions * (weights + (6L * gru.Units)), directions * steps * weights);
    }
}
