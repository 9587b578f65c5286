using System.Diagnostics.CodeAnalysis;

namespace GenreNet.Core.Numpy;

/// <summary>What the elements of an array are, whatever their byte order in the file.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names of NumPy's types are what the enumeration is about.")]
public enum NpyType
{
    /// <summary>True or false, one byte.</summary>
    Boolean,

    /// <summary>Signed, 1 byte.</summary>
    Int8,

    /// <summary>Signed, 2 bytes.</summary>
    Int16,

    /// <summary>Signed, 4 bytes.</summary>
    Int32,

    /// <summary>Signed, 8 bytes.</summary>
    Int64,

    /// <summary>Unsigned, 1 byte.</summary>
    UInt8,

    /// <summary>Unsigned, 2 bytes.</summary>
    UInt16,

    /// <summary>Unsigned, 4 bytes.</summary>
    UInt32,

    /// <summary>Unsigned, 8 bytes.</summary>
    UInt64,

    /// <summary>Half precision, 2 bytes.</summary>
    Float16,

    /// <summary>Single precision, 4 bytes.</summary>
    Float32,

    /// <summary>Double precision, 8 bytes.</summary>
    Float64,

    /// <summary>Text of a fixed width, 4 bytes a character (NumPy's <c>U</c>).</summary>
    Text,

    /// <summary>Bytes of a fixed width (NumPy's <c>S</c>), given as text with one character a byte (Latin-1).</summary>
    Bytes,
}
