namespace GenreNet.Networks;

/// <summary>A network: its name and its layers in order, from features <c>[frames, coefficients]</c> to one logit a genre.</summary>
/// <param name="Name">The name in the catalogue and on the model card.</param>
/// <param name="Layers">The layers, input first.</param>
public sealed record NetworkSpec(string Name, IReadOnlyList<LayerSpec> Layers);
