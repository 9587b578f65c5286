namespace GenreNet.Core.Numpy;

/// <summary>Maps between .NET types, <see cref="NpyType"/> and the type descriptions of .npy headers.</summary>
internal static class NpyTypes
{
    /// <summary>Returns the element type for a .NET type.</summary>
    /// <exception cref="NotSupportedException">NumPy does not have such a type.</exception>
    internal static NpyType Of<T>()
        where T : unmanaged
    {
        return default(T) switch
        {
            bool => NpyType.Boolean,
            sbyte => NpyType.Int8,
            short => NpyType.Int16,
            int => NpyType.Int32,
            long => NpyType.Int64,
            byte => NpyType.UInt8,
            ushort => NpyType.UInt16,
            uint => NpyType.UInt32,
            ulong => NpyType.UInt64,
            Half => NpyType.Float16,
            float => NpyType.Float32,
            double => NpyType.Float64,
            _ => throw new NotSupportedException($"{typeof(T).Name} has no equivalent in NumPy: use bool, an integer type, Half, float or double."),
        };
    }

    /// <summary>Returns the number of bytes per element.</summary>
    /// <exception cref="ArgumentException">The type is text, which has no fixed size.</exception>
    internal static int SizeOf(NpyType type) => type switch
    {
        NpyType.Boolean or NpyType.Int8 or NpyType.UInt8 => 1,
        NpyType.Int16 or NpyType.UInt16 or NpyType.Float16 => 2,
        NpyType.Int32 or NpyType.UInt32 or NpyType.Float32 => 4,
        NpyType.Int64 or NpyType.UInt64 or NpyType.Float64 => 8,
        _ => throw new ArgumentException($"Elements of the type {type} have no fixed size.", nameof(type)),
    };

    /// <summary>Returns the type for a header's kind letter and item size, or null if it is not supported.</summary>
    internal static NpyType? FromDescription(char kind, int itemSize) => (kind, itemSize) switch
    {
        ('b', 1) => NpyType.Boolean,
        ('i', 1) => NpyType.Int8,
        ('i', 2) => NpyType.Int16,
        ('i', 4) => NpyType.Int32,
        ('i', 8) => NpyType.Int64,
        ('u', 1) => NpyType.UInt8,
        ('u', 2) => NpyType.UInt16,
        ('u', 4) => NpyType.UInt32,
        ('u', 8) => NpyType.UInt64,
        ('f', 2) => NpyType.Float16,
        ('f', 4) => NpyType.Float32,
        ('f', 8) => NpyType.Float64,
        ('U', >= 1) => NpyType.Text,
        ('S', >= 1) => NpyType.Bytes,
        _ => null,
    };

    /// <summary>Returns the header's description of a type, little-endian.</summary>
    /// <param name="type">Element type.</param>
    /// <param name="width">Number of characters or bytes per element; used for text only.</param>
    internal static string Description(NpyType type, int width) => type switch
    {
        NpyType.Boolean => "|b1",
        NpyType.Int8 => "|i1",
        NpyType.Int16 => "<i2",
        NpyType.Int32 => "<i4",
        NpyType.Int64 => "<i8",
        NpyType.UInt8 => "|u1",
        NpyType.UInt16 => "<u2",
        NpyType.UInt32 => "<u4",
        NpyType.UInt64 => "<u8",
        NpyType.Float16 => "<f2",
        NpyType.Float32 => "<f4",
        NpyType.Float64 => "<f8",
        NpyType.Text => $"<U{width}",
        NpyType.Bytes => $"|S{width}",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
