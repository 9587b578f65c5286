using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Converts values while they are stored; implemented by structs, so that the call is inlined.</summary>
internal interface IValueMap
{
    /// <summary>Converts the values of one cell, one frame per SIMD lane.</summary>
    static abstract Vector<float> Map(Vector<float> values);
}

/// <summary>Stores values as they are.</summary>
internal readonly struct SameValue : IValueMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Map(Vector<float> values) => values;
}

/// <summary>Stores powers as decibels relative to a power of 1: <see cref="Decibels"/>.</summary>
internal readonly struct PowerDecibels : IValueMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Map(Vector<float> values) => Decibels.Of(values);
}
