using System.Buffers.Binary;
using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Builds WAV, AU and AIFF files of either byte order, the contradictory ones too.</summary>
internal static class HeaderBytes
{
    public const int SampleRate = 8000;

    /// <summary>Every encoding that WAV can have, with the codec number of its fmt chunk.</summary>
    public static readonly (SampleEncoding Encoding, int Codec)[] WavEncodings =
    [
        (SampleEncoding.Unsigned8, 1), (SampleEncoding.Signed16, 1), (SampleEncoding.Signed24, 1), (SampleEncoding.Signed32, 1),
        (SampleEncoding.Float32, 3), (SampleEncoding.Float64, 3), (SampleEncoding.ALaw, 6), (SampleEncoding.MuLaw, 7),
    ];

    /// <summary>Every encoding that AU can have, with its number.</summary>
    public static readonly (SampleEncoding Encoding, int Codec)[] AuEncodings =
    [
        (SampleEncoding.MuLaw, 1), (SampleEncoding.Signed8, 2), (SampleEncoding.Signed16, 3), (SampleEncoding.Signed24, 4),
        (SampleEncoding.Signed32, 5), (SampleEncoding.Float32, 6), (SampleEncoding.Float64, 7), (SampleEncoding.ALaw, 27),
    ];

    public static byte[] U16(int value, bool bigEndian)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return Ordered(bytes, bigEndian);
    }

    public static byte[] U32(long value, bool bigEndian)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return Ordered(bytes, bigEndian);
    }

    public static byte[] U64(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>Frames of sound: any bytes for integers, a sine for floats.</summary>
    public static byte[] Samples(SampleEncoding encoding, bool bigEndian, int channels = 1, int frames = 1001)
    {
        int width = ReferenceDecoder.Width(encoding);
        var random = new Random(1);
        byte[] bytes = new byte[frames * channels * width];
        random.NextBytes(bytes);
        for (int i = 0; i < frames * channels; i++)
        {
            Span<byte> sample = bytes.AsSpan(i * width, width);
            double value = 0.5 * Math.Sin(0.1 * i);
            if (encoding == SampleEncoding.Float32)
            {
                BinaryPrimitives.WriteSingleLittleEndian(sample, (float)value);
            }
            else if (encoding == SampleEncoding.Float64)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(sample, value);
            }

            if (bigEndian)
            {
                sample.Reverse();
            }
        }

        return bytes;
    }

    public static byte[] Chunk(string name, byte[] content, bool bigEndian = false, long? length = null, bool pad = true) =>
    [
        .. Encoding.Latin1.GetBytes(name), .. U32(length ?? content.Length, bigEndian), .. content,
        .. new byte[pad ? content.Length % 2 : 0],
    ];

    /// <summary>The content of a plain fmt chunk of 16 bytes.</summary>
    public static byte[] WavFormat(
        int codec, int width, int channels = 1, bool bigEndian = false, int? alignment = null, int? bits = null) =>
    [
        .. U16(codec, bigEndian), .. U16(channels, bigEndian), .. U32(SampleRate, bigEndian),
        .. U32(SampleRate * channels * width, bigEndian),
        .. U16(alignment ?? (channels * width), bigEndian), .. U16(bits ?? (8 * width), bigEndian),
    ];

    /// <summary>RIFF or RIFX around chunks.</summary>
    public static byte[] Wav(bool bigEndian, params byte[][] chunks) => Wav(bigEndian ? "RIFX" : "RIFF", null, chunks);

    /// <summary>A container with a name and a length of its own around chunks.</summary>
    public static byte[] Wav(string container, long? length, params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. Encoding.Latin1.GetBytes(container), .. U32(length ?? (body.Length + 4), container == "RIFX"), .. "WAVE"u8, .. body];
    }

    /// <summary>A usual WAV file with 16-bit mono samples.</summary>
    public static byte[] Wav16(byte[] samples) => Wav(false, Chunk("fmt ", WavFormat(1, 2)), Chunk("data", samples));

    public static byte[] Au(int codec, byte[] samples, bool bigEndian, int channels = 1, long? length = null, string note = "    ") =>
    [
        .. bigEndian ? ".snd"u8 : "dns."u8, .. U32(24 + note.Length, bigEndian), .. U32(length ?? samples.Length, bigEndian),
        .. U32(codec, bigEndian),
        .. U32(SampleRate, bigEndian), .. U32(channels, bigEndian), .. Encoding.Latin1.GetBytes(note), .. samples,
    ];

    /// <summary>The content of a COMM chunk; a codec makes it that of AIFF-C, with its name as a Pascal string.</summary>
    public static byte[] AiffCommon(long frames, int bits, int channels = 1, string? codec = null, string codecName = "") =>
    [
        .. U16(channels, true), .. U32(frames, true), .. U16(bits, true),
        // 8000 Hz as an 80-bit float: exponent 16383 + 12, mantissa 8000 << 51.
        0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0,
        .. Encoding.Latin1.GetBytes(codec is null ? "" : $"{codec}{(char)codecName.Length}{codecName}"),
    ];

    /// <summary>The content of an SSND chunk.</summary>
    public static byte[] AiffSound(byte[] samples, int skip = 0, int block = 0) =>
        [.. U32(skip, true), .. U32(block, true), .. new byte[skip], .. samples];

    public static byte[] Aiff(string form, params byte[][] chunks) => Aiff(form, null, chunks);

    public static byte[] Aiff(string form, long? length, params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. "FORM"u8, .. U32(length ?? (body.Length + 4), true), .. Encoding.Latin1.GetBytes(form), .. body];
    }

    /// <summary>An ID3v2.4 tag with so many bytes of padding.</summary>
    public static byte[] Id3(int length) =>
        [.. "ID3"u8, 4, 0, 0, (byte)(length >> 21), (byte)((length >> 14) & 0x7F), (byte)((length >> 7) & 0x7F), (byte)(length & 0x7F), .. new byte[length]];

    private static byte[] Ordered(byte[] bytes, bool bigEndian)
    {
        if (bigEndian)
        {
            bytes.AsSpan().Reverse();
        }

        return bytes;
    }
}
