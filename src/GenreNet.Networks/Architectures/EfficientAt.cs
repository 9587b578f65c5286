namespace GenreNet.Networks;

/// <summary>Declares EfficientAT's networks: MobileNetV3 on mel bands, from <c>[frames, bands]</c> to an embedding.</summary>
/// <remarks>
/// Schmid, Koutini and Widmer, "Efficient large-scale audio tagging via transformer-to-CNN knowledge distillation" (2023).
/// Images there are <c>[bands, frames]</c>, here <c>[frames, bands]</c>: kernels of a checkpoint are transposed.
/// </remarks>
public static class EfficientAt
{
    private const double Epsilon = 1e-3;

    // Torch's share in the running statistics there.
    private const double Momentum = 0.01;

    /// <summary>The blocks whose means are joined with the embedding, from 1.</summary>
    private static readonly int[] JoinedBlocks = [5, 11, 13, 15];

    /// <summary>MobileNetV3-Large's blocks: what all widths have in common, and channels at width 1.</summary>
    internal static IReadOnlyList<BlockPlan> Blocks { get; } =
    [
        new(3, 16, 16, false, false, 1),
        new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1),
        new(5, 72, 40, true, false, 2), new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1),
        new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1),
        new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
    ];

    /// <summary>The layers from mel bands to the embedding.</summary>
    /// <param name="widths">The channels.</param>
    /// <param name="joinsMeans">
    /// Whether the embedding is the last of several vectors that are joined: the mean of each mel band, the mean of each channel of the
    /// outputs of blocks 5, 11, 13 and 15 (the convolution before the blocks not counted), the embedding.
    /// </param>
    /// <param name="tap">A further output that is computed from the embedding (without the means); null for none.</param>
    public static IReadOnlyList<LayerSpec> Backbone(EfficientAtWidths widths, bool joinsMeans = false, Tap? tap = null)
    {
        ArgumentNullException.ThrowIfNull(widths);
        LayerSpec[] stem = [new AddChannel(), .. Convolution(widths.Stem, 3, stride: 2), new HardSwish()];
        LayerSpec[] layers = [.. stem, .. From(0, widths, joinsMeans, tap)];
        return joinsMeans ? [new Fork([[new GlobalAveragePool()], layers])] : layers;
    }

    /// <summary>The layers from the embedding to logits of classes.</summary>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="classes">Classes.</param>
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

    /// <summary>Expands the channels, filters each of them, and projects them back.</summary>
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

    /// <summary>What a block is at every width, and its channels at width 1.</summary>
    internal sealed record BlockPlan(int KernelSize, int Expanded, int Output, bool HasSqueeze, bool HasHardSwish, int Stride);
}
