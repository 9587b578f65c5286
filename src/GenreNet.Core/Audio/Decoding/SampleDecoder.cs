using System.Buffers.Binary;

namespace GenreNet.Core.Audio.Decoding;

/// <summary>Turns the bytes of samples into numbers, scaled as libsndfile does: an integer of b bits is divided by 2^(b-1).</summary>
internal static class SampleDecoder
{
    private const float Scale8 = 1f / (1 << 7);
    private const float Scale16 = 1f / (1 << 15);
    private const float Scale32 = 1f / (1u << 31);

    /// <summary>Bytes of one sample.</summary>
    public static int Width(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };

    /// <summary>The signed encoding that is this many bytes wide, or null.</summary>
    public static SampleEncoding? Signed(int width) => width switch
    {
        1 => SampleEncoding.Signed8,
        2 => SampleEncoding.Signed16,
        3 => SampleEncoding.Signed24,
        4 => SampleEncoding.Signed32,
        _ => null,
    };

    /// <summary>Decodes as many samples as <paramref name="destination"/> is long.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, SampleEncoding encoding, bool bigEndian, Span<float> destination)
    {
        int width = Width(encoding);
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> sample = bytes.Slice(i * width, width);
            destination[i] = encoding switch
            {
                SampleEncoding.Unsigned8 => (sample[0] - 128) * Scale8,
                SampleEncoding.Signed8 => (sbyte)sample[0] * Scale8,
                SampleEncoding.Signed16 => (bigEndian
                    ? BinaryPrimitives.ReadInt16BigEndian(sample)
                    : BinaryPrimitives.ReadInt16LittleEndian(sample)) * Scale16,
                SampleEncoding.Signed24 => (bigEndian
                    ? (sample[0] << 24) | (sample[1] << 16) | (sample[2] << 8)
                    : (sample[2] << 24) | (sample[1] << 16) | (sample[0] << 8)) * Scale32,
                SampleEncoding.Signed32 => (bigEndian
                    ? BinaryPrimitives.ReadInt32BigEndian(sample)
                    : BinaryPrimitives.ReadInt32LittleEndian(sample)) * Scale32,
                SampleEncoding.Float32 => bigEndian
                    ? BinaryPrimitives.ReadSingleBigEndian(sample)
                    : BinaryPrimitives.ReadSingleLittleEndian(sample),
                SampleEncoding.Float64 => (float)(bigEndian
                    ? BinaryPrimitives.ReadDoubleBigEndian(sample)
                    : BinaryPrimitives.ReadDoubleLittleEndian(sample)),
                SampleEncoding.MuLaw => G711.MuLaw(sample[0]) * Scale16,
                _ => G711.ALaw(sample[0]) * Scale16,
            };
        }
    }
}
