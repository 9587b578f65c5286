using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>Represents a convolution, with a square kernel unless <see cref="KernelBands"/> is set.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="KernelSize">Number of frames of the kernel, and of its coefficients if <see cref="KernelBands"/> is null.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, like Keras's <c>l2</c>.</param>
/// <param name="Stride">Stride of the kernel in cells.</param>
/// <param name="Padding">Cells of zeros on each side; (KernelSize - 1) / 2 preserves the size.</param>
public sealed record Conv2d(int Filters, int KernelSize, double L2 = 0, int Stride = 1, int Padding = 0) : LayerSpec
{
    /// <summary>Gets the number of coefficients of the kernel. Default null: equal to its number of frames.</summary>
    public int? KernelBands { get; init; }

    /// <summary>Gets the number of coefficients of zeros on each side. Default null: equal to the number of frames of zeros.</summary>
    public int? PaddingBands { get; init; }

    /// <summary>Gets the number of frames of zeros after the last frame. Default null: equal to the number before the first one.</summary>
    /// <remarks>Keras's <c>same</c> padding of an even kernel has one extra frame at the end.</remarks>
    public int? PaddingAfter { get; init; }

    /// <summary>
    /// Gets whether each filter receives only one channel, with the same number of filters per channel. Default false: each filter receives
    /// all channels.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDepthwise { get; init; }

    /// <summary>Gets whether the bias is omitted because a <see cref="BatchNorm"/> follows. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnbiased { get; init; }

    /// <summary>Gets the number of frames and coefficients of the kernel.</summary>
    internal (int Frames, int Bands) Kernel => (KernelSize, KernelBands ?? KernelSize);

    /// <summary>Gets the number of zeros around the input.</summary>
    internal (int Before, int After, int Bands) Zeros => (Padding, PaddingAfter ?? Padding, PaddingBands ?? Padding);

    /// <summary>Returns the shape of the output; null if the input or the settings are not valid.</summary>
    /// <param name="input"><c>[channels, frames, coefficients]</c>.</param>
    internal TensorShape? Output(TensorShape input)
    {
        bool isInRange = Filters > 0 && KernelSize > 0 && Kernel.Bands > 0 && Stride > 0
            && Zeros is { Before: >= 0, After: >= 0, Bands: >= 0 };
        return isInRange && (!IsDepthwise || Filters % input[0] == 0)
            ? new TensorShape(
                Filters,
                Convolved(input[1] + Zeros.Before + Zeros.After, Kernel.Frames),
                Convolved(input[2] + (2 * Zeros.Bands), Kernel.Bands))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Conv2d of {Filters} {(IsDepthwise ? "depthwise " : string.Empty)}filters of {Kernel.Frames}x{Kernel.Bands}";

    private int Convolved(int length, int kernel) => length < kernel ? 0 : ((length - kernel) / Stride) + 1;
}

/// <summary>
/// Represents the maximum over square windows, padded like Keras's <c>same</c>: the output is ceil(size / stride), and an odd extra cell is
/// added at the end.
/// </summary>
/// <param name="Size">Side of the window in cells.</param>
/// <param name="Stride">Stride of the window in cells.</param>
public sealed record MaxPool2d(int Size, int Stride) : LayerSpec;

/// <summary>Represents the mean over adjacent windows; an incomplete window at the end is dropped.</summary>
/// <param name="Frames">Number of frames of a window.</param>
/// <param name="Bands">Number of coefficients of a window.</param>
public sealed record AveragePool2d(int Frames, int Bands) : LayerSpec;

/// <summary>
/// Represents the mean of each channel over all frames and coefficients, or of each unit over all steps. The output size does not depend on
/// the length of the segment.
/// </summary>
public sealed record GlobalAveragePool : LayerSpec;

/// <summary>Represents the maximum of each channel over all frames and coefficients, or of each unit over all steps.</summary>
public sealed record GlobalMaxPool : LayerSpec;

/// <summary>Represents the maximum of each frame of each channel over its coefficients: <c>[channels, frames, 1]</c>.</summary>
public sealed record BandMaxPool : LayerSpec;

/// <summary>
/// Represents the mean and standard deviation of each channel over all frames and coefficients, or of each unit over all steps: all means,
/// followed by all deviations.
/// </summary>
/// <remarks>Snyder et al., "X-vectors: robust DNN embeddings for speaker recognition" (2018), section 3.</remarks>
public sealed record StatisticsPool : LayerSpec
{
    /// <summary>The value added to a variance before its square root, whose slope is not finite at zero.</summary>
    internal const float Epsilon = 1e-5f;
}
