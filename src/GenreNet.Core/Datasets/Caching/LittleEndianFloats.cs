using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Datasets;

/// <summary>Converts floats to and from their little-endian representation in files.</summary>
internal static class LittleEndianFloats
{
    /// <summary>Reads values until the span is full.</summary>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static void Read(Stream stream, Span<float> values)
    {
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        Turn(values);
    }

    /// <summary>Returns the little-endian bytes of an array, converting it in place; do not use the array as floats afterwards.</summary>
    public static ReadOnlySpan<byte> Bytes(float[] values)
    {
        Turn(values);
        return MemoryMarshal.AsBytes<float>(values);
    }

    private static void Turn(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
