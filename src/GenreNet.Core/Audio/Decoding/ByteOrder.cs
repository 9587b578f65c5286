using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Audio;

/// <summary>Puts the bytes of samples into the order in which the decoders read them, so that each encoding has one decoder and not two.</summary>
internal static class ByteOrder
{
    /// <summary>Turns samples of 2, 4 or 8 bytes into the machine's order, and those of 3 bytes, which no machine knows, into lowest first.</summary>
    /// <param name="bytes">Whole samples; changed in place.</param>
    /// <param name="width">Bytes of a sample.</param>
    /// <param name="bigEndian">Whether the first byte of a sample is the highest.</param>
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
