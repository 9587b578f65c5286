namespace GenreNet.Core.Numpy;

/// <summary>How the types of .NET, of <see cref="NpyType"/> and of an .npy header correspond.</summary>
internal static class NpyTypes
{
    /// <summary>The element type that a .NET type is stored as.</summary>
    /// <exception cref="NotSupportedException">NumPy has no such type.</exception>
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
            _ => throw new NotSupportedException($"{typeof(T).Name} has no counterpart in NumPy: use bool, a whole number type, Half, float or double."),
        };
    }

    /// <summary>Bytes of an element.</summary>
    /// <exception cref="ArgumentException">It is text, whose width is not fixed.</exception>
    internal static int SizeOf(NpyType type) => type switch
    {
        NpyType.Boolean or NpyType.Int8 or NpyType.UInt8 => 1,
        NpyType.Int16 or NpyType.UInt16 or NpyType.Float16 => 2,
        NpyType.Int32 or NpyType.UInt32 or NpyType.Float32 => 4,
        NpyType.Int64 or NpyType.UInt64 or NpyType.Float64 => 8,
        _ => throw new ArgumentException($"Elements of the type {type} have no size of their own.", nameof(type)),
    };

    /// <summary>The type of a header's kind letter and item size, or null where we do not read it.</summary>
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

    /// <summary>The header's description of a type, little endian.</summary>
    /// <param name="type">The type of the elements.</param>
    /// <param name="width">Characters or bytes an element; used for text only.</param>
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
