using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Features;

/// <summary>Defines a sort order of values in SIMD lanes; a type parameter, so that the JIT compiles specialized code for each order.</summary>
internal interface ISortOrder
{
    /// <summary>Gets the value that no other follows.</summary>
    static abstract Vector<float> Last { get; }

    /// <summary>Returns in each SIMD lane the value that comes first.</summary>
    static abstract Vector<float> Earlier(Vector<float> left, Vector<float> right);

    /// <summary>Returns in each SIMD lane the value that comes last.</summary>
    static abstract Vector<float> Later(Vector<float> left, Vector<float> right);

    /// <summary>Returns whether the left value precedes the right one in any SIMD lane.</summary>
    static abstract bool AnyBefore(Vector<float> left, Vector<float> right);
}

/// <summary>Sorts pairs of values in SIMD lanes.</summary>
internal static class SortOrder
{
    /// <summary>Exchanges two values in each SIMD lane in which they are in the wrong order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange<TOrder>(ref Vector<float> left, ref Vector<float> right)
        where TOrder : struct, ISortOrder
    {
        Vector<float> earlier = TOrder.Earlier(left, right);
        right = TOrder.Later(left, right);
        left = earlier;
    }
}

/// <summary>Sorts the smallest value first.</summary>
internal readonly struct Ascending : ISortOrder
{
    public static Vector<float> Last => new(float.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Earlier(Vector<float> left, Vector<float> right) => Vector.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Later(Vector<float> left, Vector<float> right) => Vector.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBefore(Vector<float> left, Vector<float> right) => Vector.LessThanAny(left, right);
}

/// <summary>Sorts the largest value first.</summary>
internal readonly struct Descending : ISortOrder
{
    public static Vector<float> Last => new(float.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Earlier(Vector<float> left, Vector<float> right) => Vector.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Later(Vector<float> left, Vector<float> right) => Vector.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBefore(Vector<float> left, Vector<float> right) => Vector.GreaterThanAny(left, right);
}
