namespace GenreNet.Networks;

/// <summary>
/// A further output of a network: the layers of the body receive the tensor at this point and make a vector of it, which an exported file
/// gives under a name of its own. The tensor itself goes on unchanged.
/// </summary>
/// <remarks>Training does not change the layers of the body: their weights are those that they are given.</remarks>
/// <param name="Name">Name of the graph's output, such as <c>content</c>; unique in a network.</param>
/// <param name="Body">The layers; none to give the tensor as it is.</param>
public sealed record Tap(string Name, IReadOnlyList<LayerSpec> Body) : BlockSpec
{
    internal override IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists => [("body", Body)];

    internal override BranchMerge MergedBy => BranchMerge.Sum;

    /// <inheritdoc/>
    public override string ToString() => $"Tap {Name} of {Body.Count} layers";
}
