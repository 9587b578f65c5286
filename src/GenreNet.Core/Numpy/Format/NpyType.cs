using System.Diagnostics.CodeAnalysis;

namespace GenreNet.Core.Numpy;

/// <summary>Specifies the element type of an array, independent of its byte order in the file.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names of NumPy's types are what the enumeration is about.")]
public enum NpyType
{
    /// <summary>Boolean, 1 byte.</summary>
    Boolean,

    /// <summary>Signed integer, 1 byte.</summary>
    Int8,

    /// <summary>Signed integer, 2 bytes.</summary>
    Int16,

    /// <summary>Signed integer, 4 bytes.</summary>
    Int32,

    /// <summary>Signed integer, 8 bytes.</summary>
    Int64,

    /// <summary>Unsigned integer, 1 byte.</summary>
    UInt8,

    /// <summary>Unsigned integer, 2 bytes.</summary>
    UInt16,

    /// <summary>Unsigned integer, 4 bytes.</summary>
    UInt32,

    /// <summary>Unsigned integer, 8 bytes.</summary>
    UInt64,

    /// <summary>Half-precision floating point, 2 bytes.</summary>
    Float16,

    /// <summary>Single-precision floating point, 4 bytes.</summary>
    Float32,

    /// <summary>Double-precision floating point, 8 bytes.</summary>
    Float64,

    /// <summary>Text of fixed length, 4 bytes per character (NumPy's <c>U</c>).</summary>
    Text,

    /// <summary>Byte strings of fixed length (NumPy's <c>S</c>), represented as text with one character per byte (Latin-1).</summary>
    Bytes,
}
