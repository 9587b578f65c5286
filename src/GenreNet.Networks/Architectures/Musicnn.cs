namespace GenreNet.Networks;

/// <summary>Represents the sizes of a musicnn network.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Vertical">Filters of each of the two kernels that span bands.</param>
/// <param name="Temporal">Filters of each of the three kernels that span frames.</param>
/// <param name="Middle">Filters of each of the three convolutions in the middle.</param>
/// <param name="Embedding">Units of the dense layer: the length of the embedding.</param>
public sealed record MusicnnWidths(int Vertical = 204, int Temporal = 51, int Middle = 64, int Embedding = 200);

/// <summary>
/// Declares musicnn's networks: musically motivated convolutions on mel bands, from <c>[frames, bands]</c> to an embedding.
/// </summary>
/// <remarks>
/// Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging" (2019). The pooled vector of the original
/// is <c>[maximum 0, mean 0, maximum 1, ...]</c>, the one here all maxima followed by all means: weights of a checkpoint are reordered
/// accordingly.
/// </remarks>
public static class Musicnn
{
    private const double Epsilon = 1e-3;

    // Corresponds to 0.99 in Keras.
    private const double Momentum = 0.01;

    /// <summary>The number of frames of the kernels that span bands, and of those in the middle.</summary>
    private const int Frames = 7;

    /// <summary>Gets the numbers of bands of the kernels: 40 and 70 % of 96.</summary>
    internal static IReadOnlyList<int> VerticalBands { get; } = [38, 67];

    /// <summary>Gets the numbers of frames of the kernels of one band.</summary>
    internal static IReadOnlyList<int> TemporalFrames { get; } = [128, 64, 32];

    /// <summary>Returns the layers from mel bands to the embedding.</summary>
    /// <param name="widths">The sizes; null for the published ones.</param>
    /// <param name="dropout">Rate of the two dropout layers while fitting, in [0, 1).</param>
    /// <param name="tap">An additional output computed from the embedding; null for none.</param>
    public static IReadOnlyList<LayerSpec> Backbone(MusicnnWidths? widths = null, double dropout = 0.5, Tap? tap = null)
    {
        widths ??= new MusicnnWidths();
        return
        [
            new AddChannel(), Norm(),
            new Fork([
                .. VerticalBands.Select(bands =>
                    Activated(new Conv2d(widths.Vertical, Frames, Padding: Frames / 2) { KernelBands = bands, PaddingBands = 0 })),
                .. TemporalFrames.Select(frames => Activated(Temporal(widths.Temporal, frames))),
            ]),
            Joined(
                Middle(widths.Middle),
                Joined([new Residual(Middle(widths.Middle))], Joined([new Residual(Middle(widths.Middle))]))),
            new Fork([[new GlobalMaxPool()], [new GlobalAveragePool()]]),
            Norm(), new Dropout(dropout), new Dense(widths.Embedding), new Relu(), Norm(),
            .. tap is null ? [] : (LayerSpec[])[tap],
            new Dropout(dropout),
        ];
    }

    /// <summary>Takes the maximum over the bands, because the position of a pattern in the spectrum does not matter.</summary>
    private static LayerSpec[] Activated(Conv2d convolution) => [convolution, new Relu(), Norm(), new BandMaxPool()];

    // The number of frames is preserved; for an even kernel, the extra frame of zeros is at the end.
    private static Conv2d Temporal(int filters, int frames) =>
        new(filters, frames, Padding: (frames - 1) / 2) { KernelBands = 1, PaddingBands = 0, PaddingAfter = frames / 2 };

    private static LayerSpec[] Middle(int filters) =>
        [new Conv2d(filters, Frames, Padding: Frames / 2) { KernelBands = 1, PaddingBands = 0 }, new Relu(), Norm()];

    /// <summary>Concatenates a tensor with the output of layers applied to it.</summary>
    private static Fork Joined(LayerSpec[] layers, Fork? further = null) =>
        new([[], [.. layers, .. further is null ? [] : (LayerSpec[])[further]]]);

    private static BatchNorm Norm() => new(Epsilon, Momentum);
}
