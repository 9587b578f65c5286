using System.Text.Json.Serialization;
using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>Represents one layer of a network as data. Shape inference, torch and ONNX each read the same list of layers.</summary>
/// <remarks>
/// Tensor axes are <c>[frames, coefficients]</c> at the input, <c>[channels, frames, coefficients]</c> inside convolutions and
/// <c>[steps, units]</c> in sequences; the batch axis is omitted. Layers are immutable and can be shared by threads.
/// </remarks>
/// <seealso cref="NetworkSpec"/>
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
/// Subtracts the mean and divides by the deviation of each coefficient (or each unit of a vector). Both are measured before fitting, on the
/// output of the preceding layers for the training segments.
/// </summary>
public sealed record Standardize : LayerSpec;

/// <summary>
/// Makes features in decibels independent of the loudness of the recording by subtracting their mean over the segment. Precedes
/// <see cref="Standardize"/>.
/// </summary>
/// <param name="Coefficients">Number of leading coefficients that contain the level: 1 for MFCCs; 0, for all, for mel bands, which share
/// one mean.</param>
public sealed record LevelInvariant(int Coefficients = 0) : LayerSpec;

/// <summary>
/// Takes the natural logarithm of some columns, such as variances, which differ by orders of magnitude. Precedes <see cref="Standardize"/>.
/// </summary>
/// <param name="First">The first column, from 0.</param>
/// <param name="Step">Distance from one column to the next: 2 for every other one.</param>
/// <param name="Floor">Minimum that smaller values are raised to, above zero.</param>
public sealed record Logarithm(int First = 0, int Step = 1, double Floor = 1e-10) : LayerSpec
{
    /// <summary>Returns whether the logarithm of a column is taken.</summary>
    internal bool IsOf(int column) => column >= First && (column - First) % Step == 0;
}

/// <summary>
/// Selects some columns and removes all others, for example those that describe the recording of a track and not its music.
/// </summary>
/// <param name="Columns">Indices of the selected columns, from 0, in output order.</param>
public sealed record SelectColumns(IReadOnlyList<int> Columns) : LayerSpec
{
    /// <inheritdoc/>
    public override string ToString() => $"SelectColumns({Columns.Count})";
}

/// <summary>Adds normally distributed noise while fitting; the identity otherwise.</summary>
/// <param name="Deviation">Standard deviation of the noise, zero or more; after <see cref="Standardize"/>, in deviations of the
/// coefficient.</param>
public sealed record GaussianNoise(double Deviation) : LayerSpec;

/// <summary>Extracts one array from a row of concatenated arrays: <c>[1, values]</c> to <c>[frames, bands]</c>.</summary>
/// <param name="Offset">Index of the first value, from 0.</param>
/// <param name="Frames">Number of frames of the array.</param>
/// <param name="Bands">Number of coefficients per frame.</param>
public sealed record View(int Offset, int Frames, int Bands) : LayerSpec;

/// <summary>Multiplies all values by a constant, such as the weight of a model in an ensemble.</summary>
/// <param name="Factor">The constant; finite.</param>
public sealed record Scale(double Factor) : LayerSpec;

/// <summary>Converts <c>[frames, coefficients]</c> to an image with one channel.</summary>
public sealed record AddChannel : LayerSpec;

/// <summary>Represents batch normalisation over the channel axis (or the units of a dense layer).</summary>
/// <param name="Epsilon">Value added to the variance; the default is Keras's.</param>
/// <param name="Momentum">Share of the new batch in the running statistics. Keras uses 0.01 (its 0.99), which takes hundreds of steps to
/// settle: longer than training on a small dataset.</param>
public sealed record BatchNorm(double Epsilon = 1e-3, double Momentum = 0.1) : LayerSpec;

/// <summary>Computes max(x, 0).</summary>
public sealed record Relu : LayerSpec;

/// <summary>Computes x times min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3" (2019), section 5.2.</remarks>
public sealed record HardSwish : LayerSpec;

/// <summary>Computes 1 / (1 + exp(-x)).</summary>
public sealed record Sigmoid : LayerSpec;

/// <summary>Flattens all axes into one, in row-major order.</summary>
public sealed record Flatten : LayerSpec;

/// <summary>Represents a fully connected layer; applied to each step of a sequence.</summary>
/// <param name="Units">Number of outputs.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, like Keras's <c>l2</c>.</param>
public sealed record Dense(int Units, double L2 = 0) : LayerSpec;

/// <summary>Sets random values to zero while fitting and scales the others up; the identity otherwise.</summary>
/// <param name="Rate">Probability that a value is set to zero, in [0, 1).</param>
public sealed record Dropout(double Rate) : LayerSpec;

/// <summary>Computes x times the probability that a standard normal variable is below x.</summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian error linear units" (2016).</remarks>
public sealed record Gelu : LayerSpec;

/// <summary>Adds the output of the body to its input.</summary>
/// <remarks>He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015).</remarks>
/// <param name="Body">The layers.</param>
/// <param name="Shortcut">Layers on the shortcut, if the body changes the shape; none for the identity.</param>
public sealed record Residual(IReadOnlyList<LayerSpec> Body, IReadOnlyList<LayerSpec>? Shortcut = null) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [("body", Body), ("shortcut", Shortcut ?? [])];

    internal override BranchMerge MergedBy => BranchMerge.Sum;

    /// <inheritdoc/>
    public override string ToString() => $"Residual of {Plural.Of(Body.Count, "layer")}";
}

/// <summary>Represents parallel lists of layers, such as those of different views, or the networks of an ensemble.</summary>
/// <param name="Branches">The lists, two or more.</param>
/// <param name="Merge">How the outputs of the lists are merged.</param>
public sealed record Fork(IReadOnlyList<IReadOnlyList<LayerSpec>> Branches, BranchMerge Merge = BranchMerge.Concatenate) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [.. Branches.Select((layers, i) => (LayerPath.Branch(i), layers))];

    internal override BranchMerge MergedBy => Merge;

    /// <inheritdoc/>
    public override string ToString() => $"Fork of {Branches.Count} branches";
}

/// <summary>Converts <c>[channels, frames, coefficients]</c> to a sequence of frames, <c>[frames, channels x coefficients]</c>.</summary>
public sealed record ToSequence : LayerSpec;

/// <summary>
/// Represents a layer of gated recurrent units: <c>[steps, inputs]</c> to <c>[steps, units]</c>, or twice the units if it is bidirectional.
/// </summary>
/// <remarks>
/// Cho et al., "Learning phrase representations using RNN encoder-decoder" (2014), with the reset gate applied after the product, as in
/// cuDNN.
/// </remarks>
/// <param name="Units">Number of units per direction.</param>
/// <param name="IsBidirectional">Whether a second direction reads from the end.</param>
public sealed record Gru(int Units, bool IsBidirectional = false) : LayerSpec;

/// <summary>
/// Divides <c>[frames, coefficients]</c> into adjacent patches and projects each to a vector: <c>[patches, units]</c>, with the patches of
/// the same time in succession.
/// </summary>
/// <remarks>Gong, Chung and Glass, "AST: audio spectrogram transformer" (2021).</remarks>
/// <param name="Frames">Number of frames of a patch.</param>
/// <param name="Bands">Number of coefficients of a patch; 0 for all of them.</param>
/// <param name="Units">Length of the vectors.</param>
public sealed record Patches(int Frames, int Bands, int Units) : LayerSpec;

/// <summary>Adds a trained vector to each step, so that attention can use its position.</summary>
public sealed record PositionEmbedding : LayerSpec;

/// <summary>Normalises each step (or a vector) to mean 0 and variance 1, then scales and shifts each unit.</summary>
/// <param name="Epsilon">Value added to the variance.</param>
public sealed record LayerNorm(double Epsilon = 1e-5) : LayerSpec;

/// <summary>
/// Represents multi-head self-attention: each step becomes a weighted mean of all steps, with weights from their similarity, in several
/// parallel heads.
/// </summary>
/// <remarks>Vaswani et al., "Attention is all you need" (2017).</remarks>
/// <param name="Heads">Number of heads; must divide the number of units.</param>
public sealed record SelfAttention(int Heads) : LayerSpec;

/// <summary>
/// Represents a fully connected layer of one unit per genre in network files: the number of genres is known only with a dataset.
/// </summary>
public sealed record Genres : LayerSpec;
