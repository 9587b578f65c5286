using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Audio;

/// <summary>Converts the bytes of samples to the order that the decoders expect, so that each encoding needs only one decoder.</summary>
internal static class ByteOrder
{
    /// <summary>
    /// Converts samples of 2, 4 or 8 bytes to the machine's byte order, and samples of 3 bytes, which have no native order, to
    /// little-endian.
    /// </summary>
    /// <param name="bytes">Complete samples; changed in place.</param>
    /// <param name="width">Number of bytes per sample.</param>
    /// <param name="bigEndian">Whether the samples are big-endian.</param>
    public static void Arrange(Span<byte> bytes, int width, bool bigEndian)
    {
        bool isForeign = bigEndian == BitConverter.IsLittleEndian;
        switch (width)
        {
            case 2 when isForeign:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 3 when bigEndian:
                for (int i = 2; i < bytes.Length; i += 3)
                {
                    (bytes[i - 2], bytes[i]) = (bytes[i], bytes[i - 2]);
                }

                break;
            case 4 when isForeign:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8 when isForeign:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
