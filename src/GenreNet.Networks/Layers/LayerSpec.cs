using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>One layer of a network, as data: shape inference, torch and ONNX each read the same list of these.</summary>
/// <remarks>
/// Tensor axes are <c>[frames, coefficients]</c> on the way in, <c>[channels, frames, coefficients]</c> inside convolutions and
/// <c>[steps, units]</c> in sequences; the batch axis is left out.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(Standardize), "standardize")]
[JsonDerivedType(typeof(LevelInvariant), "level_invariant")]
[JsonDerivedType(typeof(Logarithm), "logarithm")]
[JsonDerivedType(typeof(SelectColumns), "select_columns")]
[JsonDerivedType(typeof(GaussianNoise), "gaussian_noise")]
[JsonDerivedType(typeof(AddChannel), "add_channel")]
[JsonDerivedType(typeof(Conv2d), "conv2d")]
[JsonDerivedType(typeof(MaxPool2d), "max_pool2d")]
[JsonDerivedType(typeof(BatchNorm), "batch_norm")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Dense), "dense")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(Gelu), "gelu")]
[JsonDerivedType(typeof(AveragePool2d), "average_pool2d")]
[JsonDerivedType(typeof(GlobalAveragePool), "global_average_pool")]
[JsonDerivedType(typeof(GlobalMaxPool), "global_max_pool")]
[JsonDerivedType(typeof(StatisticsPool), "statistics_pool")]
[JsonDerivedType(typeof(Residual), "residual")]
[JsonDerivedType(typeof(Fork), "fork")]
[JsonDerivedType(typeof(ToSequence), "to_sequence")]
[JsonDerivedType(typeof(Gru), "gru")]
[JsonDerivedType(typeof(Patches), "patches")]
[JsonDerivedType(typeof(PositionEmbedding), "position_embedding")]
[JsonDerivedType(typeof(LayerNorm), "layer_norm")]
[JsonDerivedType(typeof(SelfAttention), "self_attention")]
[JsonDerivedType(typeof(View), "view")]
[JsonDerivedType(typeof(Scale), "scale")]
[JsonDerivedType(typeof(HardSwish), "hard_swish")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(BandMaxPool), "band_max_pool")]
[JsonDerivedType(typeof(Gate), "gate")]
[JsonDerivedType(typeof(Tap), "tap")]
[JsonDerivedType(typeof(Genres), "genres")]
public abstract record LayerSpec;

/// <summary>
/// Subtracts the mean and divides by the deviation of each coefficient (or each unit of a vector); both are measured before fitting, on
/// what the layers above it make of the training segments.
/// </summary>
public sealed record Standardize : LayerSpec;

/// <summary>Makes features in decibels the same however loud the recording is: takes away their mean over the segment. Stands before <see cref="Standardize"/>.</summary>
/// <param name="Coefficients">How many coefficients from the first on have the level in them: 1 of MFCCs; 0, for all, of mel bands, which share one mean.</param>
public sealed record LevelInvariant(int Coefficients = 0) : LayerSpec;

/// <summary>The natural logarithm of some columns, such as variances, whose sizes differ by orders of magnitude. Stands before <see cref="Standardize"/>.</summary>
/// <param name="First">The first column, from 0.</param>
/// <param name="Step">From one column to the next: 2 for every other one.</param>
/// <param name="Floor">What smaller numbers count as, above zero.</param>
public sealed record Logarithm(int First = 0, int Step = 1, double Floor = 1e-10) : LayerSpec
{
    /// <summary>Whether the logarithm of a column is taken.</summary>
    internal bool IsOf(int column) => column >= First && (column - First) % Step == 0;
}

/// <summary>Leaves out all columns but some: those that say how a track was recorded, for example, and not what is played.</summary>
/// <param name="Columns">The columns that stay, from 0, in the order in which they come out.</param>
public sealed record SelectColumns(IReadOnlyList<int> Columns) : LayerSpec
{
    /// <inheritdoc/>
    public override string ToString() => $"SelectColumns of {Columns.Count}";
}

/// <summary>Adds normally distributed noise while fitting; the identity otherwise.</summary>
/// <param name="Deviation">Standard deviation of the noise, zero or more: behind <see cref="Standardize"/>, in deviations of the coefficient.</param>
public sealed record GaussianNoise(double Deviation) : LayerSpec;

/// <summary>Cuts one array out of a row in which several lie one after the other: <c>[1, values]</c> to <c>[frames, bands]</c>.</summary>
/// <param name="Offset">The first value, from 0.</param>
/// <param name="Frames">Frames of the array.</param>
/// <param name="Bands">Coefficients per frame.</param>
public sealed record View(int Offset, int Frames, int Bands) : LayerSpec;

/// <summary>Multiplies all values by a constant, such as the weight of a vote.</summary>
/// <param name="Factor">The constant; finite.</param>
public sealed record Scale(double Factor) : LayerSpec;

/// <summary>Makes <c>[frames, coefficients]</c> an image of one channel.</summary>
public sealed record AddChannel : LayerSpec;

/// <summary>Batch normalisation over the channel axis (or the units of a dense layer).</summary>
/// <param name="Epsilon">Added to the variance; Keras's default.</param>
/// <param name="Momentum">Share of the new batch in the running statistics. Keras has 0.01 (its 0.99), which takes hundreds of steps to settle: longer than a small dataset trains.</param>
public sealed record BatchNorm(double Epsilon = 1e-3, double Momentum = 0.1) : LayerSpec;

/// <summary>max(x, 0).</summary>
public sealed record Relu : LayerSpec;

/// <summary>x times min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3" (2019), section 5.2.</remarks>
public sealed record HardSwish : LayerSpec;

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed record Sigmoid : LayerSpec;

/// <summary>All axes in one, in row-major order.</summary>
public sealed record Flatten : LayerSpec;

/// <summary>A fully connected layer; of a sequence the same for every step.</summary>
/// <param name="Units">Outputs.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, as Keras's <c>l2</c>.</param>
public sealed record Dense(int Units, double L2 = 0) : LayerSpec;

/// <summary>Sets values to zero at random while fitting and scales the rest up; the identity otherwise.</summary>
/// <param name="Rate">Probability of zero, in [0, 1).</param>
public sealed record Dropout(double Rate) : LayerSpec;

/// <summary>x times the probability that a standard normal variable is below x.</summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian error linear units" (2016).</remarks>
public sealed record Gelu : LayerSpec;

/// <summary>Adds what the layers of the body make of a tensor to the tensor itself.</summary>
/// <remarks>He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015).</remarks>
/// <param name="Body">The layers.</param>
/// <param name="Shortcut">Layers on the other way round, where the body changes the shape; none leave the tensor as it is.</param>
public sealed record Residual(IReadOnlyList<LayerSpec> Body, IReadOnlyList<LayerSpec>? Shortcut = null) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [("body", Body), ("shortcut", Shortcut ?? [])];

    internal override BranchMerge MergedBy => BranchMerge.Sum;

    /// <inheritdoc/>
    public override string ToString() => $"Residual of {Body.Count} layers";
}

/// <summary>Lists of layers side by side: views of different kinds joined, or networks that vote.</summary>
/// <param name="Branches">The lists, two or more.</param>
/// <param name="Merge">How their outputs become one.</param>
public sealed record Fork(IReadOnlyList<IReadOnlyList<LayerSpec>> Branches, BranchMerge Merge = BranchMerge.Concatenate) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [.. Branches.Select((layers, i) => (LayerPath.Branch(i), layers))];

    internal override BranchMerge MergedBy => Merge;

    /// <inheritdoc/>
    public override string ToString() => $"Fork of {Branches.Count} branches";
}

/// <summary>Makes <c>[channels, frames, coefficients]</c> a sequence of frames, <c>[frames, channels x coefficients]</c>.</summary>
public sealed record ToSequence : LayerSpec;

/// <summary>A recurrent layer of gated units: <c>[steps, inputs]</c> to <c>[steps, units]</c>, or twice the units where it goes both ways.</summary>
/// <remarks>Cho et al., "Learning phrase representations using RNN encoder-decoder" (2014), with the reset after the product, as cuDNN has it.</remarks>
/// <param name="Units">Units of each direction.</param>
/// <param name="IsBidirectional">Whether a second one reads from the end.</param>
public sealed record Gru(int Units, bool IsBidirectional = false) : LayerSpec;

/// <summary>Cuts <c>[frames, coefficients]</c> into patches side by side and makes each a vector: <c>[patches, units]</c>, patches of one time after each other.</summary>
/// <remarks>Gong, Chung and Glass, "AST: audio spectrogram transformer" (2021).</remarks>
/// <param name="Frames">Frames of a patch.</param>
/// <param name="Bands">Coefficients of a patch; 0 for all of them.</param>
/// <param name="Units">Length of the vectors.</param>
public sealed record Patches(int Frames, int Bands, int Units) : LayerSpec;

/// <summary>Adds a trained vector to each step, so that attention knows where it is.</summary>
public sealed record PositionEmbedding : LayerSpec;

/// <summary>Normalises each step (or a vector) to mean 0 and variance 1, then scales and shifts each unit.</summary>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record LayerNorm(double Epsilon = 1e-5) : LayerSpec;

/// <summary>Each step as a mix of all steps, weighted by how much they have to do with each other; several mixes side by side.</summary>
/// <remarks>Vaswani et al., "Attention is all you need" (2017).</remarks>
/// <param name="Heads">Mixes; they divide the units.</param>
public sealed record SelfAttention(int Heads) : LayerSpec;

/// <summary>A fully connected layer of one unit a genre, in files of networks: how many genres there are is known when a dataset is.</summary>
public sealed record Genres : LayerSpec;
