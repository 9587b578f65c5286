namespace GenreNet.Networks;

/// <summary>Represents the channel counts of one inverted residual block.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Expanded">Channels of the depthwise convolution; equal to the input channels if the block does not expand them.</param>
/// <param name="Output">Output channels of the block.</param>
/// <param name="Squeezed">Units between the two layers of the squeeze-excitation; 0 for a block without one.</param>
public sealed record EfficientAtBlock(int Expanded, int Output, int Squeezed);

/// <summary>Represents the channel counts of an EfficientAT network, the only difference between mn04, mn10 and the others.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Stem">Channels of the first convolution.</param>
/// <param name="Blocks">The 15 blocks.</param>
/// <param name="Embedding">Channels of the last convolution: the length of the embedding.</param>
/// <param name="Hidden">Units between the embedding and the AudioSet classes.</param>
public sealed record EfficientAtWidths(int Stem, IReadOnlyList<EfficientAtBlock> Blocks, int Embedding, int Hidden)
{
    // Channel counts are multiples of this.
    private const int Step = 8;

    /// <summary>Computes the channel counts of a network from its width: 0.4 for mn04, 1 for mn10.</summary>
    /// <param name="width">Factor of the channels of MobileNetV3-Large, above zero.</param>
    /// <remarks>
    /// Howard et al., "Searching for MobileNetV3" (2019), table 1; channels are rounded as in its original implementation.
    /// </remarks>
    public static EfficientAtWidths Of(double width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return new EfficientAtWidths(
            Rounded(16 * width),
            [.. EfficientAt.Blocks.Select(block =>
            {
                int expanded = Rounded(block.Expanded * width);
                return new EfficientAtBlock(expanded, Rounded(block.Output * width), block.HasSqueeze ? Rounded(expanded / 4.0) : 0);
            })],
            Rounded(960 * width),
            Rounded(1280 * width));
    }

    // Rounds to the nearest multiple, but at most 10 % down.
    private static int Rounded(double channels)
    {
        int rounded = Math.Max(Step, (int)(channels + (Step / 2)) / Step * Step);
        return rounded < 0.9 * channels ? rounded + Step : rounded;
    }
}
