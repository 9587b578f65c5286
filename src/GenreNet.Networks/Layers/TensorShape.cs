using GenreNet.Core.Features;

namespace GenreNet.Networks;

/// <summary>Represents the axes of a tensor without the batch axis.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Axes">One to three lengths: <c>[units]</c>, <c>[frames, coefficients]</c> or
/// <c>[channels, frames, coefficients]</c>.</param>
public sealed record TensorShape(params IReadOnlyList<int> Axes)
{
    /// <summary>Returns the shape of a segment: <c>[frames, coefficients]</c>.</summary>
    /// <param name="features">The feature options.</param>
    public static TensorShape Of(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new TensorShape(features.FrameCount, features.CoefficientCount);
    }

    /// <summary>Gets the product of the axes.</summary>
    public int Size => Axes.Aggregate(1, (product, axis) => product * axis);

    /// <summary>Gets the length of an axis.</summary>
    public int this[int axis] => Axes[axis];

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Axes)}]";
}
