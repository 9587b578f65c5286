using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Datasets;

/// <summary>Floats as files hold them.</summary>
internal static class LittleEndianFloats
{
    /// <summary>Reads as many as there is room for.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Read(Stream stream, Span<float> values)
    {
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        Turn(values);
    }

    /// <summary>Their bytes; the values are the bytes' afterwards.</summary>
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
