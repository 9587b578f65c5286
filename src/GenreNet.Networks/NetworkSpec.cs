namespace GenreNet.Networks;

/// <summary>
/// Represents a network: its name and its layers in order, from features <c>[frames, coefficients]</c> to one logit per genre.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <param name="Name">The name in the catalogue and on the model card.</param>
/// <param name="Layers">The layers, input first.</param>
/// <seealso cref="GenreNetworks"/>
/// <seealso cref="NetworkWeights"/>
public sealed record NetworkSpec(string Name, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>
    /// Lists all layers with their <see cref="LayerPath"/> and input shape in the order of the declaration. Blocks are replaced by the
    /// layers inside them.
    /// </summary>
    /// <param name="input">Shape of the input: <c>[frames, coefficients]</c>, or a vector.</param>
    /// <exception cref="NetworkException">The layers are not compatible.</exception>
    public IEnumerable<(string Path, LayerSpec Layer, TensorShape Input)> Leaves(TensorShape input) => Leaves(Layers, input, string.Empty);

    private IEnumerable<(string Path, LayerSpec Layer, TensorShape Input)> Leaves(
        IReadOnlyList<LayerSpec> layers, TensorShape input, string list) =>
        layers.Zip(ShapeInference.Infer(Name, layers, input, list)).Index().SelectMany(entry =>
        {
            string path = LayerPath.Of(list, entry.Index);
            return entry.Item.First is BlockSpec block
                ? block.Lists.SelectMany(inner => Leaves(inner.Layers, entry.Item.Second, LayerPath.ListOf(path, inner.Name)))
                : [(path, entry.Item.First, entry.Item.Second)];
        });
}
