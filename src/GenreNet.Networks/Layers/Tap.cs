using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>
/// Represents an additional output of a network. The layers of the body convert the tensor at this point to a vector, which an exported
/// file returns as a separate output. The tensor itself is passed on unchanged.
/// </summary>
/// <remarks>Training does not change the layers of the body: they keep the weights that they are given.</remarks>
/// <param name="Name">Name of the graph's output, such as <c>content</c>; unique in a network.</param>
/// <param name="Body">The layers; none to output the tensor itself.</param>
public sealed record Tap(string Name, IReadOnlyList<LayerSpec> Body) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [("body", Body)];

    internal override BranchMerge MergedBy => BranchMerge.Sum;

    /// <inheritdoc/>
    public override string ToString() => $"Tap {Name} of {Plural.Of(Body.Count, "layer")}";
}
