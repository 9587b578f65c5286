namespace GenreNet.Training.Networks;

/// <summary>The axes of a tensor without the batch axis.</summary>
/// <param name="Axes">One to three lengths: <c>[units]</c>, <c>[frames, coefficients]</c> or <c>[channels, frames, coefficients]</c>.</param>
public sealed record TensorShape(params IReadOnlyList<int> Axes)
{
    /// <summary>The product of the axes.</summary>
    public int Size => Axes.Aggregate(1, (product, axis) => product * axis);

    /// <summary>The axis at a position.</summary>
    public int this[int axis] => Axes[axis];

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Axes)}]";
}
