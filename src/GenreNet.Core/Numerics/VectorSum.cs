using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>Computes <c>left * right - subtrahend</c>, rounded once where the processor has such an instruction.</summary>
    /// <param name="left">First factors.</param>
    /// <param name="right">Second factors.</param>
    /// <param name="subtrahend">Numbers to subtract from the products.</param>
    // The JIT does not combine a negation with a multiply-add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplySubtract(Vector<float> left, Vector<float> right, Vector<float> subtrahend) =>
        Fma.IsSupported && Vector<float>.Count == Vector256<float>.Count
            ? Fma.MultiplySubtract(left.AsVector256(), right.AsVector256(), subtrahend.AsVector256()).AsVector()
            : MultiplyAdd(left, right, -subtrahend);

    /// <inheritdoc cref="MultiplySubtract(Vector{float}, Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> MultiplySubtract(Vector<double> left, Vector<double> right, Vector<double> subtrahend) =>
        Fma.IsSupported && Vector<double>.Count == Vector256<double>.Count
            ? Fma.MultiplySubtract(left.AsVector256(), right.AsVector256(), subtrahend.AsVector256()).AsVector()
            : MultiplyAdd(left, right, -subtrahend);
}
