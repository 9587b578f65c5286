using GenreNet.Networks.Blocks;

namespace GenreNet.Networks;

/// <summary>A network: its name and its layers in order, from features <c>[frames, coefficients]</c> to one logit a genre.</summary>
/// <param name="Name">The name in the catalogue and on the model card.</param>
/// <param name="Layers">The layers, input first.</param>
public sealed record NetworkSpec(string Name, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>All layers with their <see cref="LayerPath"/>, those inside of blocks in place of the blocks, in the order of the declaration.</summary>
    public IEnumerable<(string Path, LayerSpec Layer)> Leaves() => LeavesOf(Layers, string.Empty);

    private static IEnumerable<(string Path, LayerSpec Layer)> LeavesOf(IReadOnlyList<LayerSpec> layers, string list) => layers.Index().SelectMany(entry =>
    {
        string path = LayerPath.Of(list, entry.Index);
        return entry.Item is BlockSpec block
            ? block.Lists.SelectMany(inner => LeavesOf(inner.Layers, LayerPath.ListOf(path, inner.Name)))
            : [(path, entry.Item)];
    });
}
