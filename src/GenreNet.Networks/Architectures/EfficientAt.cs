namespace GenreNet.Networks;

/// <summary>Declares EfficientAT's networks: MobileNetV3 on mel bands, from <c>[frames, bands]</c> to an embedding.</summary>
/// <remarks>
/// Schmid, Koutini and Widmer, "Efficient large-scale audio tagging via transformer-to-CNN knowledge distillation" (2023).
/// Its images are <c>[bands, frames]</c>, those here <c>[frames, bands]</c>: kernels of a checkpoint are transposed.
/// </remarks>
public static class EfficientAt
{
    private const double Epsilon = 1e-3;

    // Torch's momentum, the share of a batch in the running statistics, in the original.
    private const double Momentum = 0.01;

    /// <summary>The blocks whose channel means are concatenated with the embedding, counted from 1.</summary>
    private static readonly int[] JoinedBlocks = [5, 11, 13, 15];

    /// <summary>Gets the blocks of MobileNetV3-Large: the settings that all widths share, and the channels at width 1.</summary>
    internal static IReadOnlyList<BlockPlan> Blocks { get; } =
    [
        new(3, 16, 16, false, false, 1),
        new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1),
        new(5, 72, 40, true, false, 2), new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1),
        new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1),
        new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
    ];

    /// <summary>Returns the layers from mel bands to the embedding.</summary>
    /// <param name="widths">The channel counts.</param>
    /// <param name="joinsMeans">
    /// Whether the output is several vectors concatenated: the mean of each mel band, the mean of each channel of the outputs of blocks 5,
    /// 11, 13 and 15 (not counting the convolution before the blocks), and the embedding.
    /// </param>
    /// <param name="tap">An additional output computed from the embedding (without the means); null for none.</param>
    public static IReadOnlyList<LayerSpec> Backbone(EfficientAtWidths widths, bool joinsMeans = false, Tap? tap = null)
    {
        ArgumentNullException.ThrowIfNull(widths);
        LayerSpec[] stem = [new AddChannel(), .. Convolution(widths.Stem, 3, stride: 2), new HardSwish()];
        LayerSpec[] layers = [.. stem, .. From(0, widths, joinsMeans, tap)];
        return joinsMeans ? [new Fork([[new GlobalAveragePool()], layers])] : layers;
    }

    /// <summary>Returns the layers from the embedding to the class logits.</summary>
    /// <param name="hidden">Number of units in the hidden layer.</param>
    /// <param name="classes">Number of classes.</param>
    public static IReadOnlyList<LayerSpec> Head(int hidden, int classes) => [new Dense(hidden), new HardSwish(), new Dense(classes)];

    private static LayerSpec[] From(int block, EfficientAtWidths widths, bool joinsMeans, Tap? tap)
    {
        if (block == Blocks.Count)
        {
            LayerSpec[] last = [.. Convolution(widths.Embedding, 1), new HardSwish(), new GlobalAveragePool()];
            return tap is null ? last : [.. last, tap];
        }

        int input = block == 0 ? widths.Stem : widths.Blocks[block - 1].Output;
        LayerSpec[] rest = From(block + 1, widths, joinsMeans, tap);
        return
        [
            .. Inverted(Blocks[block], widths.Blocks[block], input),
            .. joinsMeans && JoinedBlocks.Contains(block + 1) ? [new Fork([[new GlobalAveragePool()], rest])] : rest,
        ];
    }

    /// <summary>Returns an inverted residual block: expands the channels, filters each of them, and projects them back.</summary>
    private static LayerSpec[] Inverted(BlockPlan plan, EfficientAtBlock widths, int input)
    {
        LayerSpec activation = plan.HasHardSwish ? new HardSwish() : new Relu();
        LayerSpec[] layers =
        [
            .. widths.Expanded == input ? [] : (LayerSpec[])[.. Convolution(widths.Expanded, 1), activation],
            .. Convolution(widths.Expanded, plan.KernelSize, plan.Stride, isDepthwise: true), activation,
            .. widths.Squeezed == 0 ? [] : (LayerSpec[])[SqueezeExcitation(widths.Squeezed, widths.Expanded)],
            .. Convolution(widths.Output, 1),
        ];
        return plan.Stride == 1 && widths.Output == input ? [new Residual(layers)] : layers;
    }

    private static LayerSpec[] Convolution(int filters, int size, int stride = 1, bool isDepthwise = false) =>
    [
        new Conv2d(filters, size, Stride: stride, Padding: (size - 1) / 2) { IsUnbiased = true, IsDepthwise = isDepthwise },
        new BatchNorm(Epsilon, Momentum),
    ];

    private static Gate SqueezeExcitation(int squeezed, int channels) =>
        new([new GlobalAveragePool(), new Dense(squeezed), new Relu(), new Dense(channels), new Sigmoid()]);

    /// <summary>Represents the settings of a block that all widths share, and its channels at width 1.</summary>
    internal sealed record BlockPlan(int KernelSize, int Expanded, int Output, bool HasSqueeze, bool HasHardSwish, int Stride);
}
