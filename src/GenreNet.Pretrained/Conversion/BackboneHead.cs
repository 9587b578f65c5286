using GenreNet.Networks;

namespace GenreNet.Pretrained;

/// <summary>
/// Represents the layers after an embedding, with their weights: logits of the classes that a pretrained network was trained to recognise.
/// </summary>
/// <remarks>Immutable, as long as <see cref="Weights"/> are not modified.</remarks>
/// <seealso cref="Backbone"/>
public sealed record BackboneHead
{
    /// <summary>Gets the layers from the embedding, a vector, to one logit per class; the classes are independent (sigmoid).</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Gets the arrays of <see cref="Network"/>.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>Gets the number of classes.</summary>
    public required int ClassCount { get; init; }

    /// <summary>
    /// Gets the names of the classes in the order of the logits; empty if the publisher of the checkpoint provides them in another file.
    /// </summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Returns a head with only some of the classes.</summary>
    /// <param name="classes">Indices of the classes, in the new order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The list is empty, or a class index is out of range.</exception>
    public BackboneHead Select(IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfZero(classes.Count);
        foreach (int index in classes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(classes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ClassCount, nameof(classes));
        }

        string last = LayerPath.Of(Network.Layers.Count - 1);
        var weights = new NetworkWeights();
        weights.Add(Weights);
        foreach (string role in (string[])[WeightRoles.Weight, WeightRoles.Bias])
        {
            WeightArray all = Weights[last, role];
            int row = all.Values.Length / ClassCount;
            weights[last, role] = new WeightArray([classes.Count, .. all.Shape.Skip(1)],
                [.. classes.SelectMany(index => all.Values[(index * row)..((index + 1) * row)])]);
        }

        return this with
        {
            Network = Network with { Layers = [.. Network.Layers.SkipLast(1), new Dense(classes.Count)] },
            Weights = weights,
            ClassCount = classes.Count,
            Labels = Labels.Count == 0 ? [] : [.. classes.Select(index => Labels[index])],
        };
    }
}
