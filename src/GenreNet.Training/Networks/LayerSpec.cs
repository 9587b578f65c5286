using System.Text.Json.Serialization;

namespace GenreNet.Training.Networks;

/// <summary>One layer of a network, as data: shape inference, torch and ONNX each read the same list of these.</summary>
/// <remarks>Tensor axes are <c>[frames, coefficients]</c> on the way in and <c>[channels, frames, coefficients]</c> inside convolutions; the batch axis is left out.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(Standardize), "standardize")]
[JsonDerivedType(typeof(AddChannel), "add_channel")]
[JsonDerivedType(typeof(Conv2d), "conv2d")]
[JsonDerivedType(typeof(MaxPool2d), "max_pool2d")]
[JsonDerivedType(typeof(BatchNorm), "batch_norm")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Dense), "dense")]
[JsonDerivedType(typeof(Dropout), "dropout")]
public abstract record LayerSpec;

/// <summary>Subtracts the mean and divides by the deviation of each coefficient; both are measured on the training segments before fitting.</summary>
public sealed record Standardize : LayerSpec;

/// <summary>Makes <c>[frames, coefficients]</c> an image of one channel.</summary>
public sealed record AddChannel : LayerSpec;

/// <summary>Convolution with a square kernel, stride 1, no padding ("valid").</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="KernelSize">Side of the kernel in cells.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, as Keras's <c>l2</c>.</param>
public sealed record Conv2d(int Filters, int KernelSize, double L2 = 0) : LayerSpec;

/// <summary>Maximum over square windows, padded as Keras's <c>same</c>: the output is ceil(size / stride), and an odd extra cell goes at the end.</summary>
/// <param name="Size">Side of the window in cells.</param>
/// <param name="Stride">Step of the window in cells.</param>
public sealed record MaxPool2d(int Size, int Stride) : LayerSpec;

/// <summary>Batch normalisation over the channel axis (or the units of a dense layer).</summary>
/// <param name="Epsilon">Added to the variance; Keras's default.</param>
/// <param name="Momentum">Share of the new batch in the running statistics. Keras has 0.01 (its 0.99), which takes hundreds of steps to settle: longer than a small dataset trains.</param>
public sealed record BatchNorm(double Epsilon = 1e-3, double Momentum = 0.1) : LayerSpec;

/// <summary>max(x, 0).</summary>
public sealed record Relu : LayerSpec;

/// <summary>All axes in one, in row-major order.</summary>
public sealed record Flatten : LayerSpec;

/// <summary>A fully connected layer.</summary>
/// <param name="Units">Outputs.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, as Keras's <c>l2</c>.</param>
public sealed record Dense(int Units, double L2 = 0) : LayerSpec;

/// <summary>Sets values to zero at random while fitting and scales the rest up; the identity otherwise.</summary>
/// <param name="Rate">Probability of zero, in [0, 1).</param>
public sealed record Dropout(double Rate) : LayerSpec;
