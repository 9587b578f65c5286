using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Creates the torch module of each layer, initialised as in Keras: Glorot-uniform kernels, zero biases.</summary>
internal static class TorchLayers
{
    public static nn.Module<Tensor, Tensor> Create(LayerSpec layer, TensorShape input, Device device) => layer switch
    {
        Standardize => new StandardizeModule(input.Axes[^1], device),
        View view => TorchFunctions.Cut(view),
        Scale scale => TorchFunctions.Multiply(scale),
        LevelInvariant level => TorchFunctions.TakeLevelAway(level),
        Logarithm logarithm => TorchFunctions.TakeLogarithms(logarithm, input[1], device),
        SelectColumns select => TorchFunctions.Select(select, device),
        GaussianNoise noise => new GaussianNoiseModule(noise),
        AddChannel => new FunctionModule(nameof(AddChannel), TorchFunctions.WithChannel),
        Conv2d conv => ConvolutionModule.Create(conv, input, device),
        MaxPool2d pool => new SameMaxPoolModule(pool, input),
        BatchNorm norm => new BatchNormModule(norm, input[0], device),
        Relu => nn.ReLU(),
        HardSwish => new FunctionModule(nameof(HardSwish), tensor => nn.functional.hardswish(tensor)),
        Sigmoid => nn.Sigmoid(),
        BandMaxPool => new FunctionModule(nameof(BandMaxPool), tensor => tensor.amax([3], keepdim: true)),
        Flatten => nn.Flatten(),
        Dense dense => Initialized(nn.Linear(input.Axes[^1], dense.Units, device: device)),
        TreeEnsemble trees => new TreeEnsembleModule(trees, device),
        Dropout dropout => nn.Dropout(dropout.Rate),
        Gelu => nn.GELU(),
        AveragePool2d pool => nn.AvgPool2d((pool.Frames, pool.Bands)),
        GlobalAveragePool => new FunctionModule(nameof(GlobalAveragePool), tensor => tensor.mean(Pooled(input))),
        GlobalMaxPool => new FunctionModule(nameof(GlobalMaxPool), tensor => tensor.amax(Pooled(input))),
        StatisticsPool => new FunctionModule(nameof(StatisticsPool), tensor => TorchFunctions.MeanAndDeviation(tensor, Pooled(input))),
        ToSequence => new FunctionModule(nameof(ToSequence), tensor => tensor.transpose(1, 2).flatten(2)),
        Gru gru => device.type == DeviceType.CPU ? new GruModule(gru, input[1]) : new StepwiseGruModule(gru, input[1], device),
        Patches patches => new PatchesModule(patches, input[1], device),
        PositionEmbedding => new PositionEmbeddingModule(input, device),
        LayerNorm norm => nn.LayerNorm(input.Axes[^1], norm.Epsilon, device: device),
        SelfAttention attention => new SelfAttentionModule(attention, input[1], device),
        _ => throw new NotSupportedException($"There is no torch module for the layer {layer}."),
    };

    /// <summary>Returns the factor of the sum of squared weights in the L2 penalty of a layer; zero for none.</summary>
    public static double L2(LayerSpec layer) => layer switch
    {
        Conv2d conv => conv.L2,
        Dense dense => dense.L2,
        _ => 0,
    };

    /// <summary>Initialises a kernel with a bias.</summary>
    internal static nn.Module<Tensor, Tensor> Initialized(nn.Module<Tensor, Tensor> module)
    {
        foreach ((string role, var parameter) in module.named_parameters())
        {
            _ = role == WeightRoles.Weight ? nn.init.xavier_uniform_(parameter) : nn.init.zeros_(parameter);
        }

        return module;
    }

    // Images are pooled over frames and coefficients, sequences over steps.
    private static long[] Pooled(TensorShape input) => input.Axes.Count == 3 ? [2, 3] : [1];
}
