using System.Buffers.Binary;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Decoding;

/// <summary>Decodes one sample after the other, as the definitions of the encodings read: slow, and easy to believe.</summary>
internal static class ReferenceDecoder
{
    /// <summary>The mono samples of whole frames; bytes left over at the end are no frame.</summary>
    public static float[] Decode(ReadOnlySpan<byte> bytes, SampleEncoding encoding, bool bigEndian, int channelCount)
    {
        int width = Width(encoding);
        float[] mono = new float[bytes.Length / (width * channelCount)];
        for (int frame = 0; frame < mono.Length; frame++)
        {
            float sum = 0;
            for (int channel = 0; channel < channelCount; channel++)
            {
                float sample = Sample(bytes.Slice(((frame * channelCount) + channel) * width, width), encoding, bigEndian);
                sum = channel == 0 ? sample : sum + sample;
            }

            mono[frame] = channelCount == 1 ? sum : sum / channelCount;
        }

        return mono;
    }

    public static int Width(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };

    private static float Sample(ReadOnlySpan<byte> bytes, SampleEncoding encoding, bool bigEndian) => encoding switch
    {
        SampleEncoding.Unsigned8 => (bytes[0] - 128) / 128f,
        SampleEncoding.Signed8 => (sbyte)bytes[0] / 128f,
        SampleEncoding.Signed16 => (bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes)) / 32768f,
        SampleEncoding.Signed24 => ((bigEndian
            ? (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8)
            : (bytes[2] << 24) | (bytes[1] << 16) | (bytes[0] << 8)) >> 8) / 8388608f,
        SampleEncoding.Signed32 => (bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes)) / 2147483648f,
        SampleEncoding.Float32 => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        SampleEncoding.Float64 => (float)(bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        SampleEncoding.MuLaw => MuLaw(bytes[0]) / 32768f,
        _ => ALaw(bytes[0]) / 32768f,
    };

    /// <summary>ITU-T G.711, table 2a: eight segments, each with steps twice as wide as the one before.</summary>
    private static int MuLaw(byte code)
    {
        int segment = 7 - ((code >> 4) & 7);
        int step = 15 - (code & 15);
        int magnitude = ((33 + (2 * step)) * (1 << segment)) - 33;
        return (code & 0x80) != 0 ? 4 * magnitude : -4 * magnitude;
    }

    /// <summary>ITU-T G.711, table 1a, after the even bits have been turned back.</summary>
    private static int ALaw(byte code)
    {
        int bits = code ^ 0x55;
        int segment = (bits >> 4) & 7;
        int step = bits & 15;
        int magnitude = segment == 0 ? (2 * step) + 1 : (33 + (2 * step)) * (1 << (segment - 1));
        return (bits & 0x80) != 0 ? 8 * magnitude : -8 * magnitude;
    }
}
