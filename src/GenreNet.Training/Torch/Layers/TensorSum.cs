using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Sums of tensors, and the scalars that they need, held for good.</summary>
/// <remarks>
/// TorchSharp's own <c>add</c>, <c>+</c> and <c>square</c> make a <see cref="Scalar"/> that nothing refers to any more while the native code
/// reads it: a garbage collection at that moment frees it, and the native code fails ("Expected false to be true"). Overloads that take
/// the scalar from the caller do not.
/// </remarks>
internal static class TensorSum
{
    /// <summary>The factor of the second of two summands.</summary>
    public static Scalar One { get; } = 1f.ToScalar();

    /// <summary>left + right.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);
}
