using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>
/// Multiplies a tensor by the output of the body: by a tensor of the same shape, or each channel (or unit) by one value.
/// </summary>
/// <remarks>
/// A squeeze-excitation block is a gate whose body is pooling, two dense layers and a sigmoid: Hu, Shen and Sun, "Squeeze-and-excitation
/// networks" (2017).
/// </remarks>
/// <param name="Body">The layers.</param>
public sealed record Gate(IReadOnlyList<LayerSpec> Body) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [("body", Body), ("shortcut", [])];

    internal override BranchMerge MergedBy => BranchMerge.Product;

    internal override TensorShape? Merged(IReadOnlyList<TensorShape> outputs) =>
        outputs[0].Axes.SequenceEqual(outputs[1].Axes)
            || (outputs[0].Axes.Count == 1 && outputs[0][0] == outputs[1][ChannelAxis(outputs[1])]) ? outputs[1] : null;

    /// <inheritdoc/>
    public override string ToString() => $"Gate of {Plural.Of(Body.Count, "layer")}";
}
