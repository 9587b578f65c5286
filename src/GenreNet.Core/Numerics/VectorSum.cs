using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Numerics;

/// <summary>Adds products of vectors as each platform does it fastest.</summary>
internal static class VectorSum
{
    /// <summary>Computes <c>left * right + addend</c>, rounded once where the processor has such an instruction.</summary>
    /// <param name="left">First factors.</param>
    /// <param name="right">Second factors.</param>
    /// <param name="addend">Numbers to add to the products.</param>
    // WebAssembly has no such instruction, and the interpreter of .NET replaces it by a loop over the numbers, which is ten times slower.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> left, Vector<float> right, Vector<float> addend) =>
        OperatingSystem.IsBrowser() ? (left * right) + addend : Vector.MultiplyAddEstimate(left, right, addend);

    /// <inheritdoc cref="MultiplyAdd(Vector{float}, Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> MultiplyAdd(Vector<double> left, Vector<double> right, Vector<double> addend) =>
        OperatingSystem.IsBrowser() ? (left * right) + addend : Vector.MultiplyAddEstimate(left, right, addend);
}
