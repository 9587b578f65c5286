using System.Text.Json.Serialization;

namespace GenreNet.Networks;

/// <summary>Convolution; with a square kernel unless <see cref="KernelBands"/> is set.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="KernelSize">Frames of the kernel, and its coefficients where <see cref="KernelBands"/> is null.</param>
/// <param name="L2">Factor of the sum of squared kernel weights in the loss, as Keras's <c>l2</c>.</param>
/// <param name="Stride">Step of the kernel in cells.</param>
/// <param name="Padding">Cells of zeros on all sides; (KernelSize - 1) / 2 keeps the size.</param>
public sealed record Conv2d(int Filters, int KernelSize, double L2 = 0, int Stride = 1, int Padding = 0) : LayerSpec
{
    /// <summary>Coefficients of the kernel. Default null: as many as frames.</summary>
    public int? KernelBands { get; init; }

    /// <summary>Coefficients of zeros on both sides. Default null: as many as frames.</summary>
    public int? PaddingBands { get; init; }

    /// <summary>Frames of zeros after the last one. Default null: as many as before the first.</summary>
    /// <remarks>Keras's <c>same</c> padding of an even kernel has one frame more at the end.</remarks>
    public int? PaddingAfter { get; init; }

    /// <summary>
    /// Whether each filter sees one channel only, and each channel has the same number of filters. Default false: each filter sees all
    /// channels.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDepthwise { get; init; }

    /// <summary>Whether no bias is added, because a <see cref="BatchNorm"/> follows. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnbiased { get; init; }

    /// <summary>Frames and coefficients of the kernel.</summary>
    internal (int Frames, int Bands) Kernel => (KernelSize, KernelBands ?? KernelSize);

    /// <summary>Zeros around the input.</summary>
    internal (int Before, int After, int Bands) Zeros => (Padding, PaddingAfter ?? Padding, PaddingBands ?? Padding);

    /// <summary>The shape of the output; null where the input or the settings do not fit.</summary>
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
/// Maximum over square windows, padded as Keras's <c>same</c>: the output is ceil(size / stride), and an odd extra cell goes at the end.
/// </summary>
/// <param name="Size">Side of the window in cells.</param>
/// <param name="Stride">Step of the window in cells.</param>
public sealed record MaxPool2d(int Size, int Stride) : LayerSpec;

/// <summary>Mean over windows side by side; what is left at the end is dropped.</summary>
/// <param name="Frames">Frames of a window.</param>
/// <param name="Bands">Coefficients of a window.</param>
public sealed record AveragePool2d(int Frames, int Bands) : LayerSpec;

/// <summary>
/// Mean of each channel over all frames and coefficients, or of each unit over all steps: the same size for segments of any length.
/// </summary>
public sealed record GlobalAveragePool : LayerSpec;

/// <summary>Maximum of each channel over all frames and coefficients, or of each unit over all steps.</summary>
public sealed record GlobalMaxPool : LayerSpec;

/// <summary>Maximum of each frame of each channel over its coefficients: <c>[channels, frames, 1]</c>.</summary>
public sealed record BandMaxPool : LayerSpec;

/// <summary>
/// Mean and standard deviation of each channel over all frames and coefficients, or of each unit over all steps: first all means, then all
/// deviations.
/// </summary>
/// <remarks>Snyder et al., "X-vectors: robust DNN embeddings for speaker recognition" (2018), section 3.</remarks>
public sealed record StatisticsPool : LayerSpec
{
    /// <summary>Added to a variance before its root, which has no slope at zero.</summary>
    internal const float Epsilon = 1e-5f;
}
