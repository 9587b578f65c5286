using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Adds tensors, with scalars that are kept alive for the lifetime of the process.</summary>
/// <remarks>
/// TorchSharp's own <c>add</c>, <c>+</c> and <c>square</c> create a <see cref="Scalar"/> that is no longer referenced while native code
/// reads it: a garbage collection at that moment frees it, and the native code fails ("Expected false to be true"). Overloads that take
/// the scalar from the caller do not have this problem.
/// </remarks>
internal static class TensorSum
{
    /// <summary>The factor of the second summand.</summary>
    public static Scalar One { get; } = 1f.ToScalar();

    /// <summary>Returns left + right.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);
}
